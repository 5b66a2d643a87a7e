"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.translate.results import OneVector, SentenceMap

MAPS = ("paraphrases", "admires", "card")


@dataclass(frozen=True)
class Rest:
    """step: so many pieces are read, and then written: 1 … T′ reading, T′ + 1 … T′ + T writing; −1 the end.

    unit: the pinned number of c, from 0, None for none. map: of MAPS.
    """

    step: int = -1
    unit: int | None = None
    map: str = MAPS[0]


def fit(rest: Rest, found: OneVector, maps: Mapping[str, SentenceMap]) -> Rest:
    """The nearest rest that there is."""
    step = rest.step if 1 <= rest.step < len(found.source) + len(found.target) else 1 if rest.step == 0 else -1
    unit = rest.unit if rest.unit is not None and 0 <= rest.unit < len(found.c) else None
    return Rest(step, unit, rest.map if rest.map in maps else next(iter(maps), MAPS[0]))


def parse(value: Any, subject: int, found: OneVector, maps: Mapping[str, SentenceMap]) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for what is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    step, unit, map_ = (value.get(name) for name in ("step", "unit", "map"))
    is_right = is_index(step) and (unit is None or is_index(unit)) and isinstance(map_, str)
    if value.get("subject") != subject or not is_right:
        return Message(value["number"])
    return Message(value["number"], fit(Rest(step, unit, map_), found, maps), True)
