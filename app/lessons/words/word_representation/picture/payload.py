"""What is `Represented`, and its clocks, as the browser is sent it."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.words.results import Clocks, Represented

FULL, NONE = 32767, -32768  # of two bytes: the largest number, and what stands where there is none
MOST_ROWS, SHOWN_ROWS = 64, 50  # of E: as many are shown whole; of more, the first ones
MOST_NEAR = 6


def build(
    shown: Represented, clocks: Clocks | None, axes: Sequence[str]
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays, in which D ≤ E is how many rows of the matrix are shown.

    vectors (U, D), head (H, D), around (U, 2R + 1, D), tails (S, K, D) int16: 32767 is `scale`, −32768 nothing
    features, along (A, U), mean, deviation (A,), distances (U, U) float32
    """
    rows = rows_shown(shown.dimensions)
    cells = {name: np.asarray(getattr(shown, name))[..., :rows] for name in ("vectors", "head", "around", "tails")}
    largest = [float(np.abs(array[np.isfinite(array)]).max(initial=0)) for array in cells.values()]
    scale = max(largest) or 1.0
    arrays = {name: _cells(array, scale) for name, array in cells.items()}
    for name in ("features", "along", "mean", "deviation", "distances"):
        arrays[name] = np.ascontiguousarray(getattr(shown, name), dtype="<f4")
    numbers = {
        "words": list(shown.words),
        "rows": [int(row) for row in shown.rows],
        "asked": int(shown.asked),
        "known": int(shown.known),
        "sizes": [int(size) for size in shown.sizes],
        "least": [int(place) for place in shown.least],
        "head_words": list(shown.head_words),
        "around_words": [list(words) for words in shown.around_words],
        "tail_words": [list(words) for words in shown.tail_words],
        "table": [int(place) for place in shown.table],
        "ruler": [int(place) for place in shown.ruler],
        "axes": [
            {"name": name, "first": list(axis.pairs[0]) if axis.pairs else [], "pairs": len(axis.pairs)}
            for name, axis in zip(axes, shown.axes, strict=True)
        ],
        "scale_words": int(shown.scale_words),
        "nearest": [list(words[:MOST_NEAR]) for words in shown.nearest],
        "dimensions": int(shown.dimensions),
        "scale": scale,
        "clocks": None if clocks is None else _clocks(clocks),
    }
    return numbers, arrays


def rows_shown(dimensions: int) -> int:
    """How many rows of the matrix are shown."""
    return dimensions if dimensions <= MOST_ROWS else SHOWN_ROWS


def subject(shown: Represented) -> int:
    """A number that another text or other vectors do not have; another table, other axes have the same."""
    text = json.dumps([shown.words[: shown.asked], shown.known, shown.dimensions, [int(size) for size in shown.sizes]])
    return zlib.crc32(text.encode())


def _cells(values: np.ndarray, scale: float) -> np.ndarray:
    is_there = np.isfinite(values)
    return np.where(is_there, np.rint(np.where(is_there, values, 0) / scale * FULL), NONE).astype("<i2")


def _clocks(clocks: Clocks) -> dict[str, list[float | None]]:
    """The clocks by V, if they are of numbers."""
    sides = {name: [_plain(value) for value in getattr(clocks, name)] for name in ("product", "lookup")}
    return {"sizes": [int(size) for size in clocks.sizes]} | sides


def _plain(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
