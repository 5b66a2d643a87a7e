"""The state in which `cell_stepper` rests: what the browser sends back, checked, and what a page may ask for."""

from __future__ import annotations

import math
import re
from dataclasses import asdict, dataclass
from typing import Any

from app.lessons.recurrent.cell_stepper.schema import Equation
from core.recurrent.results import WINDOW, Pin

MAX_PINS = 64
ORDER = re.compile(r"network|hold|[a-z_]{1,24}@\d{1,6}")


@dataclass(frozen=True)
class Rest:
    """step: index in the whole text, 0 for the first. unit: the pinned row. series: what the history shows ('' for the
    memory). order of the rows: ``network``, ``hold``, or ``<term>@<step>``, sorted by a column as it was at that step.
    """

    step: int = 0
    unit: int | None = None
    series: str = ""
    order: str = "network"
    pins: tuple[Pin, ...] = ()


def window_start(step: int, total: int, size: int = WINDOW) -> int:
    """Where the window of `size` steps begins that is to be read for this step; moves by half windows, so seldom."""
    if total <= size:
        return 0
    half = max(1, size // 2)
    return max(0, min(half * (step // half) - half // 2, total - size))


def parse(value: Any, equation: Equation, units: int, total: int) -> Rest | None:
    """What a browser sent, as a `Rest` that fits this cell and text; None for what is no resting state at all."""
    if not isinstance(value, dict):
        return None
    step, order, series = value.get("step"), value.get("order"), value.get("series")
    if not _is_number(step):
        return None
    pins = value.get("pins")
    taken = (_pin(item, equation, units, total) for item in pins[:MAX_PINS]) if isinstance(pins, list) else ()
    return Rest(
        step=_index(step, total),
        unit=_unit(value.get("unit"), units),
        series=series if series in equation.shown else "",
        order=_order(order, equation),
        pins=tuple(pin for pin in taken if pin is not None),
    )


def fit(rest: Rest, equation: Equation, units: int, total: int) -> Rest:
    """A page's own resting state, made to fit another cell or text in the same way."""
    return parse(asdict(rest) | {"pins": [asdict(pin) for pin in rest.pins]}, equation, units, total) or Rest()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _index(value: float, count: int) -> int:
    return max(0, min(int(value), max(0, count - 1)))


def _unit(value: Any, units: int) -> int | None:
    return int(value) if _is_number(value) and 0 <= value < units else None


def _order(value: Any, equation: Equation) -> str:
    if not isinstance(value, str) or not ORDER.fullmatch(value):
        return "network"
    return value if "@" not in value or value.split("@")[0] in {c.term for c in equation.columns} else "network"


def _pin(value: Any, equation: Equation, units: int, total: int) -> Pin | None:
    if not isinstance(value, dict) or value.get("gate") not in equation.gates:
        return None
    unit, start, held = value.get("unit"), value.get("start"), value.get("value")
    if not (_is_number(start) and _is_number(held)) or (unit is not None and _unit(unit, units) is None):
        return None
    return Pin(value["gate"], _unit(unit, units), _index(start, total), round(max(0.0, min(1.0, float(held))), 4))
