"""States of pretended lessons."""

from dataclasses import dataclass
from typing import Literal

from app import fields


@dataclass(frozen=True)
class Held:
    gate: str
    unit: int | None
    start: int
    value: float


@dataclass(frozen=True)
class Options:
    text: str = fields.text("The cat")
    step: int = fields.number(0, 0, 5000)
    rate: float = fields.number(1.0, 0.0, 2.0)
    unit: int | None = None
    bug: bool = False
    order: Literal["network", "hold"] = "network"
    tab: str = fields.choice("predict", ("predict", "explain"))
    chosen: tuple[str, ...] = ()
    pins: tuple[Held, ...] = ()
