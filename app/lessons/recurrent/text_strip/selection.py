"""The selected phrase of a `text_strip`: what the browser sends back, checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.kit.exchange import Message, is_index

Span = tuple[int, int]


def span(value: Any, count: int) -> Span | None:
    """A selection (start, stop), stop not included, of a text of `count` tokens; None for what is no such thing."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence) or len(value) != 2:
        return None
    start, stop = value
    if not (is_index(start) and is_index(stop)):
        return None
    return (start, stop) if 0 <= start < stop <= count else None


def parse(value: Any, text: int, count: int) -> Message[Span] | None:
    """The browser's last word; `text` is the checksum of the text shown, `count` its tokens. None for no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    sent, number = value.get("span"), value["number"]
    selected = span(sent, count)
    fits = value.get("text") == text and (sent is None or selected is not None)
    return Message(number, selected if fits else None, fits)
