"""The state in which the map rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index


@dataclass(frozen=True)
class Rest:
    """frame: of those that are sent, −1 for the last. pinned: a point's place, −1 for none."""

    frame: int = -1
    pinned: int = -1


def fit(rest: Rest, count: int, frames: int) -> Rest:
    """A resting state within so many points and frames."""
    frame = rest.frame if 0 <= rest.frame < frames - 1 else -1
    return Rest(frame, rest.pinned if 0 <= rest.pinned < count else -1)


def parse(value: Any, subject: int, count: int, frames: int) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for the points that are shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, parts = value["number"], [value.get(name) for name in ("frame", "pinned")]
    if value.get("subject") != subject or not all(map(is_index, parts)):
        return Message(number)
    return Message(number, fit(Rest(*parts), count, frames), True)
