"""Where the picture rests: which shape is open, at which box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.recurrent.results.shapes import Run


@dataclass(frozen=True)
class Rest:
    """shape: one of `core.recurrent.options.SHAPES`; step: the box that is open, from 0."""

    shape: str
    step: int


def fit(rest: Rest, runs: Mapping[str, Run]) -> Rest:
    """The nearest rest that there is."""
    shape = rest.shape if rest.shape in runs else next(iter(runs))
    return Rest(shape, min(max(0, rest.step), len(runs[shape].boxes) - 1))


def parse(value: Any, subject: int, runs: Mapping[str, Run]) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    shape, step = value.get("shape"), value.get("step")
    if value.get("subject") != subject or not isinstance(shape, str) or not is_index(step):
        return Message(value["number"])
    rest = Rest(shape, step)
    return Message(value["number"], rest, True) if fit(rest, runs) == rest else Message(value["number"])
