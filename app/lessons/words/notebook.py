"""What the notebooks of the lessons on words share."""

from __future__ import annotations


def load_vectors(name: str) -> str:
    """Lines of a notebook that load the vectors as `wv`."""
    if name == "own":
        return 'from core.words.vectors import WordVectors\n\nwv = WordVectors.load("the file of your own vectors")'
    return f"from core.words.library import load\n\nwv = load({name!r})"
