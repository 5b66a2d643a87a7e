"""Where the picture rests: how far the text has been read, which row is pinned, and what the probes are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.recurrent.results.deep import DeepReading


@dataclass(frozen=True)
class Rest:
    """step: symbols that have been read, layer after layer where they read both ways; layer, unit: the row that is pinned, layer 0
    for none, units of a← counted after those of a→; asked: a property."""

    step: int
    layer: int
    unit: int
    asked: str


def fit(rest: Rest, found: DeepReading) -> Rest:
    """The nearest rest that there is; a row that is not drawn is not pinned."""
    step = min(max(1, rest.step), steps(found))
    asked = rest.asked if rest.asked in found.said else next(iter(found.said))
    if 1 <= rest.layer <= found.layers and rest.unit in drawn(found, rest.layer):
        return Rest(step, rest.layer, rest.unit, asked)
    return Rest(step, 0, 0, asked)


def steps(found: DeepReading) -> int:
    """How many there are: a layer that reads both ways starts when the one below has read all, so each takes as many again."""
    return len(found) * (found.layers if found.ways == 2 else 1)


def drawn(found: DeepReading, layer: int) -> list[int]:
    """The units of a layer, counted from 1, that are drawn, those of a← after those of a→."""
    H = found.states.shape[2] // found.ways
    return [way * H + int(unit) for way, rows in enumerate(found.units[layer - 1]) for unit in rows]


def parse(value: Any, subject: int, found: DeepReading) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    step, layer, unit, asked = (value.get(name) for name in ("step", "layer", "unit", "asked"))
    if value.get("subject") != subject or not all(map(is_index, (step, layer, unit))) or not isinstance(asked, str):
        return Message(value["number"])
    rest = Rest(step, layer, unit, asked)
    return Message(value["number"], rest, True) if fit(rest, found) == rest else Message(value["number"])
