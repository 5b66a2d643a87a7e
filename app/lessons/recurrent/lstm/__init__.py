"""The lesson on the LSTM."""
