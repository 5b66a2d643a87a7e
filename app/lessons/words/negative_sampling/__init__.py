"""The lesson on negative sampling."""
