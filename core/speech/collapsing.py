"""The rule of CTC on a path that is typed, and two frames whose best path is not their best label."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, product
from math import prod

from core.errors import UserError
from core.speech import ctc, ctc_mistakes, letters
from core.speech.results import Collapsed, TwoFrames

SIGNS = ("–", "␣", *letters.SYMBOLS[2:])  # each symbol in one sign, as it is written here
TYPED = {sign: symbol for symbol, sign in enumerate(SIGNS)} | {"-": 0, "—": 0, "_": 1, " ": 1, "’": 2}


def collapsed(text: str) -> Collapsed:
    """A path as it is typed, a symbol a frame, in capitals or not: - or – for the blank, _ or a space for the space.

    UserError if it has other characters, or none. What comes of it is written with – and ␣.
    """
    others = [sign for sign in text.lower() if sign not in TYPED]
    if others:
        raise UserError("ctc.not_a_symbol", symbol=others[0])
    if not text:
        raise UserError("ctc.nothing_typed")
    path = [TYPED[sign] for sign in text.lower()]
    label = ctc.collapse(path)
    return Collapsed(
        written(path),
        written(symbol for symbol, _ in groupby(path)),
        written(label),
        {
            "space": written(ctc_mistakes.blank_as_space(path, TYPED[" "])),
            "dropped": written(ctc_mistakes.dropped_first(path)),
        },
        ctc.needed(label),
        ctc.paths(len(path), label),
    )


def written(symbols: Iterable[int]) -> str:
    """Symbols as text in which blanks and spaces are seen."""
    return "".join(SIGNS[symbol] for symbol in symbols)


def two_frames(blank: float = 0.6) -> TwoFrames:
    """Two frames, each with this probability of the blank and the rest for the letter a, and all their paths.

    At .6 the best path says nothing, with .36; but three paths say a, with .64.
    """
    y, signs = {0: blank, 1: 1 - blank}, "–a"
    paths, labels = [], {}
    for path in product(y, repeat=2):
        label, p = "".join(signs[symbol] for symbol in ctc.collapse(path)), prod(y[symbol] for symbol in path)
        paths.append(("".join(signs[symbol] for symbol in path), label, p))
        labels[label] = labels.get(label, 0.0) + p
    paths.sort(key=lambda path: -path[2])
    return TwoFrames(tuple(paths), tuple(sorted(labels.items(), key=lambda found: -found[1])))
