"""Pieces put together again into words, and attention to whole words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.translate.options import LOCALES
from core.translate.results import EOS, SPACE

LOCALE_TOKENS = frozenset(f"<{locale}>" for locale in LOCALES)


def words(pieces: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The places of each word's pieces; <EOS> and a date's locale belong to none.

    A word goes on as long as letter follows letter without a space; marks, and single characters of a date, stand alone.
    """
    by_space = any(piece.startswith(SPACE) for piece in pieces)
    found: list[list[int]] = []
    for i, piece in enumerate(pieces):
        if piece == EOS or piece in LOCALE_TOKENS:
            continue
        letters = i > 0 and pieces[i - 1][-1].isalnum() and piece[0].isalnum()
        if by_space and found and found[-1][-1] == i - 1 and (letters or pieces[i - 1] == SPACE):
            found[-1].append(i)
        else:
            found.append([i])
    return tuple(map(tuple, found))


def by_word(alpha: np.ndarray, places: Sequence[Sequence[int]]) -> np.ndarray:
    """α (T',) of pieces, or (T, T'), summed over the pieces of each word: (W,) or (T, W)."""
    return np.stack([alpha[..., list(word)].sum(-1) for word in places], -1)


def spelling(pieces: Sequence[str], places: Sequence[int]) -> str:
    """A word as it is written."""
    return "".join(pieces[i] for i in places).replace(SPACE, "")


def word_at(places: Sequence[tuple[int, ...]], piece: int | None) -> tuple[int, ...]:
    """The word that a piece belongs to; the second word, or the only one, where it belongs to none."""
    return next((word for word in places if piece in word), places[min(1, len(places) - 1)])
