"""A visitor's sentence: how much of it is read."""

from __future__ import annotations

from core.errors import UserError
from core.recurrent.language.text import spelling, split

WORDS, LETTERS = 40, 240  # read of one sentence


def read(text: str) -> tuple[tuple[str, ...], bool]:
    """The words of a text, up to `WORDS` of them and `LETTERS` letters, and whether that is all of it.

    Raises UserError where there is nothing to read, or not one word that is short enough.
    """
    words = split(text)
    if not words:
        raise UserError("language_model.error.empty")
    kept, letters = [], 0
    for word, group in zip(words[:WORDS], spelling(words[:WORDS]), strict=True):
        letters += len(group)
        if letters > LETTERS:
            break
        kept.append(word)
    if not kept:
        raise UserError("language_model.error.long_word", limit=LETTERS)
    return (*kept,), len(kept) == len(words)
