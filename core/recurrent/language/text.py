"""One text for both models: words and letters that say exactly the same.

A sentence is a list of words (lower case; a mark is a word of its own). Written out, every word has a space before it, but
for the first and for a closing mark. So the letters can be had from the words and the words from the letters, nothing is lost
either way, and what the two models pay for a sentence may be compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from core.vocab import EOS, graphemes, words

__all__ = ["EOS", "joined", "spelling", "split"]

CLOSING = frozenset(".,?!;:")  # marks that stand at the word before them


def split(text: str) -> list[str]:
    """A text as words, numbers and marks, in lower case: "Don't go!" -> don't, go, !

    What a reader sees as one sign, as a joined emoji, is one mark.
    """
    found: list[str] = []
    for run in unicodedata.normalize("NFC", text.lower()).split():
        apart = len(found)
        for token in words(run):
            joins = len(found) > apart and len(graphemes(found[-1] + token)) == len(graphemes(found[-1]))
            if joins:
                found[-1] += token
            else:
                found.append(token)
    return found


def spelling(words: Sequence[str]) -> list[list[str]]:
    """The letters of each word, with the space before it where there is one: don't, go, ! -> don't, ·go, !"""
    return [graphemes(word) for word in _spaced(words)]


def joined(words: Sequence[str]) -> str:
    """The words as the letter model reads them: don't, go, ! -> "don't go!" """
    return "".join(_spaced(words))


def _spaced(words: Sequence[str]) -> list[str]:
    return [word if i == 0 or word in CLOSING else " " + word for i, word in enumerate(words)]
