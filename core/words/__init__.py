"""Words as vectors: arithmetic with them, maps of them, what they say about people."""
