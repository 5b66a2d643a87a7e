"""What stands at the head of a lesson's picture: its three experiments, and the notes of a first visit.

The strip is drawn by js/start.js in every picture that is given one. Pressing an experiment shows its words at once; the
page then sets what the experiment needs. The notes stand under the picture, each beneath the part that it speaks of, which
the picture names (`view.spots`); whether they have been seen is kept in the visitor's browser alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.kit.exchange import is_index, last_sent

NAME = "start"  # of the message that a browser sends


@dataclass(frozen=True)
class Start:
    """The strip of a lesson. experiments: the words of each by name, title, look and means; on: the one that is on, 0 for
    none; seen: those that were; labels: the strings `start.…`; choose: called with the number pressed, 0 for back to what
    was there before the first."""

    lesson: str
    experiments: tuple[Mapping[str, str], ...]
    notes: tuple[str, ...]
    on: int
    seen: tuple[int, ...]
    labels: Mapping[str, str]
    choose: Callable[[int], None]


def start_data(start: Start | None) -> dict[str, Any]:
    """What the browser is sent of it: one entry of the payload, `strip`."""
    if start is None:
        return {"strip": None}
    strip = {
        "lesson": start.lesson,
        "experiments": [dict(words) for words in start.experiments],
        "notes": list(start.notes),
        "on": start.on,
        "seen": list(start.seen),
        "labels": dict(start.labels),
    }
    return {"strip": strip}


def on_start(start: Start | None, key: str) -> Callable[[], None]:
    """What there is to do when an experiment has been pressed in the component with that key."""

    def pressed() -> None:
        sent = last_sent(key, NAME)
        chosen = sent.get("chosen") if isinstance(sent, dict) else None
        if start is not None and is_index(chosen) and 0 <= chosen <= len(start.experiments):
            start.choose(chosen)

    return pressed
