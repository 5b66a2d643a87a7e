"""Where the tree rests: the steps that are shown, the candidate that is pinned, and α."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index


@dataclass(frozen=True)
class Rest:
    """step: so many steps are shown; column, row: the pinned candidate, −1 for none; alpha: of the ranking."""

    step: int = 0
    column: int = -1
    row: int = -1
    alpha: float = 0.7


def fit(rest: Rest, sizes: Sequence[int]) -> Rest:
    """The nearest rest that this trace has; sizes: how many candidates each step lists."""
    step, alpha = min(max(0, rest.step), len(sizes)), min(max(0.0, float(rest.alpha)), 1.0)
    held = 0 <= rest.column < step and 0 <= rest.row < sizes[rest.column]
    column, row = (rest.column, rest.row) if held else (-1, -1)
    return Rest(step, column, row, round(alpha, 3))


def parse(value: Any, subject: int, sizes: Sequence[int]) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    step, column, row, alpha = (value.get(name) for name in ("step", "column", "row", "alpha"))
    good = all(map(is_index, (step, column, row))) and isinstance(alpha, int | float) and 0 <= alpha <= 1
    if not good or value.get("subject") != subject:
        return Message(value["number"])
    rest = Rest(step, column, row, round(float(alpha), 3))
    return Message(value["number"], rest, True) if fit(rest, sizes) == rest else Message(value["number"])
