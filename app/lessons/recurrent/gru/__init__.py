"""The lesson on the GRU."""
