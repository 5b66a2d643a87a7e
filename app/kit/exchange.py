"""Who spoke last, a page or the browser, so that neither's word comes back to it as a jump.

A page gives a component its value on every run; the browser sends another when the visitor has changed it. A page that
keeps what was sent gives it back, and nothing moves; a value that the page itself changed is an order, with a number,
which the browser takes over once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

T = TypeVar("T")


def is_index(value: Any) -> bool:
    """A whole number, and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True)
class Message(Generic[T]):
    """What a browser sent last: a number that differs from message to message, its value, and whether that is one for
    what is shown now."""

    number: int
    value: T | None = None
    fits: bool = False


@dataclass
class Exchange(Generic[T]):
    """Kept in the session. A page's order stands until the browser speaks again, and the other way round.

    order: what the page asked for last, with a number; subject: for which text or clip; given: what the page gave on its
    last run; answered: the number of the browser's message that was known when the order came, -1 for none.
    """

    subject: Hashable
    order: T
    given: T
    number: int = 0
    answered: int = -1

    def settle(self, given: T, subject: Hashable, sent: Message[T] | None) -> T:
        """Take note of what the page gives on this run; return the value that holds now."""
        is_fresh = sent is not None and sent.fits and sent.number != self.answered
        held = sent.value if is_fresh else self.order
        is_order = given != held and not (is_fresh and given == self.given)
        if subject != self.subject or is_order:
            self.order, self.subject, self.number, held = given, subject, self.number + 1, given
            self.answered = -1 if sent is None else sent.number
        self.given = given
        return held


def exchange(key: str, given: T, subject: Hashable) -> Exchange[T]:
    """The exchange of the component with that key; begun with what the page gives."""
    return st.session_state.setdefault(f"{key}.exchange", Exchange(subject=subject, order=given, given=given))


def last_sent(key: str, name: str = "rest") -> Any:
    """What the browser sent last, under that name, for the component with that key; None for nothing yet."""
    return (st.session_state.get(key) or {}).get(name)


def on_message(sent: Callable[[], Message[T] | None], act: Callable[[T], None] | None) -> Callable[[], None]:
    """What there is to do when the browser has spoken: `act` on the value, if it is one for what is shown now."""

    def changed() -> None:
        message = sent()
        if act is not None and message is not None and message.fits:
            act(message.value)

    return changed
