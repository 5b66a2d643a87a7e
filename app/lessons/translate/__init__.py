"""Translation: what its lessons share, and a folder for each."""
