"""The lesson on attention."""
