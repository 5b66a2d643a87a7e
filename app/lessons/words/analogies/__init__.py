"""The lesson on analogies."""
