"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.words.results import Represented


@dataclass(frozen=True)
class Rest:
    """word: the open one, of `Represented.words`. size: V, one of `Represented.sizes` that has the word. step: columns, of those
    that can be shown, that have been multiplied, a break being one; −1 for all.
    """

    word: str = ""
    size: int = 10_000
    step: int = -1


def fit(rest: Rest, shown: Represented) -> Rest:
    """The nearest rest that there is."""
    word = rest.word if rest.word in shown.words else shown.words[0]
    sizes = [int(size) for size in shown.sizes]
    least = sizes[int(shown.least[shown.words.index(word)])]
    size = next((size for size in sizes if size >= max(rest.size, least)), sizes[-1])
    return Rest(word, size, rest.step if 0 <= rest.step < most_steps(shown) else -1)


def most_steps(shown: Represented) -> int:
    """More columns than these are never shown; between the three parts there are breaks."""
    return shown.head.shape[0] + shown.around.shape[1] + shown.tails.shape[1] + 2


def parse(value: Any, subject: int, shown: Represented) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for what is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, word, size, step = (value.get(name) for name in ("number", "word", "size", "step"))
    is_there = isinstance(word, str) and word in shown.words
    if value.get("subject") != subject or not is_there or not is_index(size) or not is_index(step):
        return Message(number)
    return Message(number, fit(Rest(word, size, step), shown), True)
