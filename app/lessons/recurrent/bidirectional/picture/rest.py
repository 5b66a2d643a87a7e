"""Where the picture rests: how far both sides have read, which word is looked at, and which side is set to zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index

SIDES = ("none", "left", "right")


@dataclass(frozen=True)
class Rest:
    """step: words that each side has read, 0 for none; word: the one that is looked at, from 0; zero: a side, or "none"."""

    step: int
    word: int
    zero: str


def fit(rest: Rest, words: int) -> Rest:
    """The nearest rest that there is."""
    return Rest(min(max(0, rest.step), words), min(max(0, rest.word), words - 1), rest.zero)


def parse(value: Any, subject: int, words: int) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    step, word, zero = value.get("step"), value.get("word"), value.get("zero")
    if value.get("subject") != subject or not is_index(step) or not is_index(word) or zero not in SIDES:
        return Message(value["number"])
    rest = Rest(step, word, zero)
    return Message(value["number"], rest, True) if fit(rest, words) == rest else Message(value["number"])
