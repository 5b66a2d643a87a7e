"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.kit.exchange import Message, is_index
from core.words.results.negative import Drawn

FAR = 1e9  # no exponent lies beyond, nor what is no number


@dataclass(frozen=True)
class Rest:
    """centre: place in `tokens` of the word whose pairs they are. pair: which of them. exponent: of f, one of those that are
    sent. k: words drawn for a pair. step: 0 nothing yet, 1 the true pair, 2 … k + 1 the darts, −1 the end, when all is pushed.
    """

    centre: int = 0
    pair: int = 0
    exponent: float = 0.75
    k: int = 5
    step: int = -1


def fit(rest: Rest, shown: Drawn) -> Rest:
    """The nearest rest that there is; what lies past the last dart is the end."""
    pairs, most = shown.thrown.shape
    pair, k = min(max(0, rest.pair), max(0, pairs - 1)), min(max(1, rest.k), max(1, most))
    place = int(np.argmin(np.abs(np.asarray(shown.exponents, dtype=np.float64) - rest.exponent)))
    is_word = 0 <= rest.centre < len(shown.tokens) and shown.places[rest.centre] >= 0
    step = rest.step if 0 <= rest.step < k + 2 else -1
    return Rest(int(rest.centre if is_word else shown.centre), pair, round(float(shown.exponents[place]), 6), k, step)


def parse(value: Any, subject: int, shown: Drawn) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for what is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, exponent = value["number"], value.get("exponent")
    centre, pair, k, step = parts = [value.get(name) for name in ("centre", "pair", "k", "step")]
    is_number = isinstance(exponent, (int, float)) and not isinstance(exponent, bool) and abs(exponent) <= FAR
    if value.get("subject") != subject or not is_number or not all(map(is_index, parts)):
        return Message(number)
    return Message(number, fit(Rest(centre, pair, float(exponent), k, step), shown), True)
