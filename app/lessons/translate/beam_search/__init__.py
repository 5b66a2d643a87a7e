"""The lesson on beam search."""
