"""The selected phrase of a `text_strip`: what the browser sends back, checked, and who spoke last, page or browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

Span = tuple[int, int]


def span(value: Any, count: int) -> Span | None:
    """A selection (start, stop), stop not included, of a text of `count` tokens; None for what is no such thing."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence) or len(value) != 2:
        return None
    start, stop = value
    if not (_is_index(start) and _is_index(stop)):
        return None
    return (start, stop) if 0 <= start < stop <= count else None


def _is_index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True)
class Message:
    """What a browser sent last: a number that is another one in each message, its selection, and whether that is one of
    the text that is shown now."""

    number: int
    span: Span | None = None
    fits: bool = False


def parse(value: Any, text: int, count: int) -> Message | None:
    """The browser's last word; `text` is the checksum of the text shown, `count` its tokens. None for no message."""
    if not isinstance(value, dict) or not _is_index(value.get("number")):
        return None
    sent, number = value.get("span"), value["number"]
    selected = span(sent, count)
    fits = value.get("text") == text and (sent is None or selected is not None)
    return Message(number, selected if fits else None, fits)


@dataclass
class Exchange:
    """Kept in the session. A page's order stands until the browser speaks again, and the other way round.

    order: what the page asked for last, with a number; text: of which text; given: what the page gave on its last run;
    answered: the number of the browser's message that was known when the order came, -1 for none.
    """

    text: int
    order: Span | None
    given: Span | None
    number: int = 0
    answered: int = -1

    def settle(self, given: Span | None, text: int, sent: Message | None) -> Span | None:
        """Take note of what the page gives on this run; return the selection that holds now."""
        is_fresh = sent is not None and sent.fits and sent.number != self.answered
        held = sent.span if is_fresh else self.order
        is_order = given != held and not (is_fresh and given == self.given)
        if text != self.text or is_order:
            self.order, self.text, self.number, held = given, text, self.number + 1, given
            self.answered = -1 if sent is None else sent.number
        self.given = given
        return held


def exchange(key: str, given: Span | None, text: int) -> Exchange:
    """The exchange of the component with that key; begun with what the page gives."""
    return st.session_state.setdefault(f"{key}.exchange", Exchange(text=text, order=given, given=given))
