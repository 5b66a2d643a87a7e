"""How a training example is made: clips that one drags over ten seconds of background, and labels that go with them.

`draw(background, blocks, places=..., labelling=..., key=..., labels=...)` draws it and returns the places of the clips
in seconds. Dragging happens in the browser, where the labels follow by the arithmetic of `core.speech.compose`; 150 ms after
the last move the places come back, `on_change(places)` is called with them, and the page runs again. Clips never come back
lying over one another: a clip that is let go there returns to where it was.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.lessons.speech.trigger_word.waveform import MEANINGS, envelope
from app.theme import SIGNED
from core.speech.results import Labelling

__all__ = ["Block", "draw"]

HERE = Path(__file__).parent
DIGITS = 3
OUTLINE, CLIP = 600, 80  # parts of an envelope
Places = tuple[float, ...]

_component = component(HERE)


@dataclass(frozen=True, eq=False)
class Block:
    """A clip: its name, samples (N,), how long it lasts, whether it is the word, and the second at which its speech ends."""

    name: str
    samples: np.ndarray
    seconds: float
    is_word: bool
    end: float


def draw(
    background: np.ndarray,
    blocks: Sequence[Block],
    *,
    seconds: float,
    places: Sequence[float],
    labelling: Labelling,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Places], None] | None = None,
    present: bool = False,
) -> Places:
    """Draw the background's samples (N,), ``seconds`` long, with the blocks at their places; return the places now.

    labels: words by key, the strings `composer.…`. Raises ValueError if blocks and places differ in number.
    """
    if len(blocks) != len(places):
        raise ValueError(f"{len(blocks)} blocks, but {len(places)} places")
    lengths = [block.seconds for block in blocks]
    subject = zlib.crc32(json.dumps([[block.name for block in blocks], lengths, seconds]).encode())

    def sent() -> Message[Places] | None:
        return parse(last_sent(key), subject, lengths, seconds)

    given = fit(places, lengths, seconds)
    known = exchange(key, given, subject)
    held = known.settle(given, subject, sent())
    data = {
        "background": envelope(background, OUTLINE).tolist(),
        "blocks": [
            {"name": block.name, "envelope": envelope(block.samples, CLIP).tolist(), "seconds": block.seconds,
             "isWord": block.is_word, "end": block.end}
            for block in blocks
        ],
        "seconds": seconds,
        "labelling": asdict(labelling),
        "rest": {"places": list(known.order)},
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": MEANINGS, "signed": SIGNED},
        "labels": dict(labels),
        "present": present,
    }  # fmt: skip
    _component(key=key, on_rest_change=on_message(sent, on_change), height="content", data=data)
    return held


def fit(places: Sequence[float], lengths: Sequence[float], total: float) -> Places:
    """Places at which each clip lies within the background."""
    return tuple(
        round(max(0.0, min(float(place), math.floor((total - length) * 10**DIGITS) / 10**DIGITS)), DIGITS)
        for place, length in zip(places, lengths, strict=True)
    )


def overlaps(places: Sequence[float], lengths: Sequence[float]) -> bool:
    """Whether any two clips lie over one another."""
    ordered = sorted((place, place + length) for place, length in zip(places, lengths, strict=True))
    return any(stop > start + 1e-9 for (_, stop), (start, _) in zip(ordered, ordered[1:], strict=False))


def parse(value: Any, subject: int, lengths: Sequence[float], total: float) -> Message[Places] | None:
    """What a browser sent; it fits if it is for these clips and none lies over another. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    places = value.get("places")
    if value.get("subject") != subject or not isinstance(places, list) or len(places) != len(lengths):
        return Message(value["number"])
    if not all(isinstance(p, int | float) and not isinstance(p, bool) and math.isfinite(p) for p in places):
        return Message(value["number"])
    kept = fit(places, lengths, total)
    return Message(value["number"]) if overlaps(kept, lengths) else Message(value["number"], kept, True)
