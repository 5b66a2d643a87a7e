"""The lesson on language models."""
