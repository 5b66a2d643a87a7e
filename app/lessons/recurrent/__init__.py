"""Recurrent networks: what its lessons share, and a folder for each."""
