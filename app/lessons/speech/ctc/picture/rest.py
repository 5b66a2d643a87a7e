"""The state in which the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index

LETTERS = " 'abcdefghijklmnopqrstuvwxyz"  # symbols 1 to 28; symbol 0 is the blank
LONGEST = 60  # letters of a label


@dataclass(frozen=True)
class Rest:
    """step: the frame at which the cursor stands. label: what the trellis is drawn for; empty for what the search found."""

    step: int = 0
    label: str = ""


def fit(rest: Rest, frames: int) -> Rest:
    """The nearest rest that there is: a frame of the sound, and a label in the network's letters."""
    label = "".join(letter for letter in (rest.label or "").lower().replace("’", "'") if letter in LETTERS)
    return Rest(min(max(0, rest.step), max(0, frames - 1)), label[:LONGEST])


def parse(value: Any, subject: int, frames: int) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for the sound that is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, step, label = (value.get(name) for name in ("number", "step", "label"))
    is_label = isinstance(label, str) and len(label) <= LONGEST and all(letter in LETTERS for letter in label)
    if value.get("subject") != subject or not is_index(step) or not is_label:
        return Message(number)
    return Message(number, fit(Rest(step, label), frames), True)
