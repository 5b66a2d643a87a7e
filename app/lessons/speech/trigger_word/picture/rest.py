"""The state in which the picture rests: what the browser sends back, checked, and which part of a long clip it shows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from app.kit.exchange import Message, is_index
from app.lessons.speech.trigger_word.options import CHUNKS

WINDOW = 30.0  # seconds that are shown, and sent, at once
DIGITS = 3  # milliseconds, and thousandths of a probability


@dataclass(frozen=True)
class Rest:
    """seconds: where the cursor stands. threshold: 0 to 1. start: the first second of the window that is shown.

    chunk: how many seconds of the sound come at once, 0 for all; forget: the state is lost after each.
    """

    seconds: float = 0.0
    threshold: float = 0.5
    start: float = 0.0
    chunk: float = 0.0
    forget: bool = False


def span(total: float) -> float:
    """How many seconds of a clip are shown at once."""
    return min(WINDOW, total)


def fit(rest: Rest, total: float) -> Rest:
    """A resting state within a clip of ``total`` seconds; the window moves to where the cursor is."""
    total = math.floor(total * 10**DIGITS) / 10**DIGITS
    seconds, last = _within(rest.seconds, total), total - span(total)
    start = _within(rest.start, last)
    if not start <= seconds <= start + span(total):
        start = _within(seconds - span(total) / 3, last)
    return replace(rest, seconds=seconds, threshold=_within(rest.threshold, 1.0), start=start)


def parse(value: Any, subject: int, total: float) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for the clip that is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, parts = value["number"], [value.get(name) for name in ("seconds", "threshold", "start", "chunk")]
    forget = value.get("forget")
    if value.get("subject") != subject or not all(map(_is_number, parts)) or not isinstance(forget, bool):
        return Message(number)
    if parts[-1] not in CHUNKS:
        return Message(number)
    return Message(number, fit(Rest(*parts, forget), total), True)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _within(value: float, most: float) -> float:
    return round(max(0.0, min(float(value), most)), DIGITS)
