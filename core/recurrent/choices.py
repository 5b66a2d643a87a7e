"""Which trained model a visitor's own text is for."""

from __future__ import annotations

from core.recurrent import nested

HAND_LETTERS = frozenset("ab")  # what a cell made by hand knows


def reads(family: str, text: str) -> bool:
    """Whether models of the family were made for such a text: the cell by hand for its letters, the made language's for
    its words; those trained on English take whatever comes."""
    if family == "hand":
        return set(text) <= HAND_LETTERS
    return family != "nested" or nested.is_made_of(text)
