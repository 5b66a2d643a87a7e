"""What may stand at the right of the picture, for the window of a reading: three cells' forecasts, or the same words
between other marks. Without either it is what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.lessons.recurrent.cell_stepper.payload import pack
from core.recurrent.results import Forecast, Marked


@dataclass(frozen=True)
class CellForecast:
    """A cell's name, its forecast of the whole text, and how often it is right, in a sentence ('' for not known)."""

    name: str
    forecast: Forecast
    right: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Forecasts:
    """Three cells on one text; shown: the one in the picture."""

    cells: Sequence[CellForecast]
    shown: int


Panel = Forecasts | Marked | None


def packed(panel: Panel, start: int, steps: int) -> dict[str, Any] | None:
    """What the browser is sent of the window of `steps` steps from `start`."""
    window = slice(start, start + steps)
    if isinstance(panel, Forecasts):
        return {"kind": "forecasts", "shown": panel.shown, "cells": [_cell(cell, window) for cell in panel.cells]}
    if isinstance(panel, Marked):
        return {
            "kind": "marks",
            "shown": panel.shown,
            "labels": list(panel.labels),
            "states": pack(panel.states[:, window].reshape(len(panel.states), -1), "f2"),
            "chance": pack(panel.chance[:, window], "f2"),
        }
    return None


def _cell(cell: CellForecast, window: slice) -> dict[str, Any]:
    forecast = cell.forecast
    used, places = np.unique(forecast.ids[window], return_inverse=True)
    return {
        "name": cell.name,
        "right": cell.right,
        "colour": cell.colour,
        "symbols": [forecast.symbols[i] for i in used],
        "ids": places.reshape(-1, 2).tolist(),
        "p": pack(forecast.p[window], "f2"),
        "is_verb": forecast.is_verb[window].tolist(),
    }
