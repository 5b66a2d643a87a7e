"""Where the picture rests: which letter's loss, which letter is looked at, and the radius of the RNN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index


@dataclass(frozen=True)
class Rest:
    """pin: the letter whose loss it is, from 1; look: an earlier letter, from 0; radius: of W_aa, 0 for its own."""

    pin: int
    look: int
    radius: float = 0.0


def fit(rest: Rest, letters: int) -> Rest:
    """The nearest rest that there is in a text of so many letters, the one before the first counted."""
    pin = min(max(1, rest.pin), letters - 1)
    return Rest(pin, min(max(0, rest.look), pin - 1), rest.radius)


def parse(value: Any, subject: int, letters: int, radii: tuple[float, ...]) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    pin, look, radius = value.get("pin"), value.get("look"), value.get("radius")
    is_number = isinstance(radius, int | float) and not isinstance(radius, bool) and radius in radii
    if value.get("subject") != subject or not is_index(pin) or not is_index(look) or not is_number:
        return Message(value["number"])
    rest = Rest(pin, look, float(radius))
    return Message(value["number"], rest, True) if fit(rest, letters) == rest else Message(value["number"])
