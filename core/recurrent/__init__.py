"""Recurrent networks: cells in the course's notation, their traces, and small trained models."""
