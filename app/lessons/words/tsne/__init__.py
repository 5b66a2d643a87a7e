"""The lesson on t-SNE."""
