"""The five runs as what the browser is sent."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from core.recurrent.results.shapes import Box, Run

LEVELS = 127  # a state lies between −1 and 1
NOTHING = -128  # stands for NaN


def build(runs: Mapping[str, Run]) -> dict[str, Any]:
    """order: the shapes; runs: each by its name."""
    return {"order": list(runs), "runs": {shape: one(run) for shape, run in runs.items()}}


def one(run: Run) -> dict[str, Any]:
    """A run without its states. boxes: reads, writes, would, is_fed, chances [[symbol, P]]; without: P(positive) with each word
    left out, None where that is not asked; the rest as in `Run`."""
    return {
        "boxes": [box_of(box) for box in run.boxes],
        "T_x": run.T_x,
        "T_y": run.T_y,
        "x_size": run.x_size,
        "y_size": run.y_size,
        "begins": run.begins,
        "both_ways": run.both_ways,
        "logit": None if run.logit is None else round(run.logit, 4),
        "without": None if run.without is None else [round(float(p), 4) for p in run.without],
        "units": [int(np.isfinite(row).sum()) for row in run.states],
    }


def box_of(box: Box) -> dict[str, Any]:
    """A box."""
    chances = [[symbol, round(float(p), 4)] for symbol, p in box.chances]
    return {"reads": box.reads, "writes": box.writes, "would": box.would, "is_fed": box.is_fed, "chances": chances}


def states(runs: Mapping[str, Run]) -> dict[str, np.ndarray]:
    """By shape (1 + T, H), int8: what goes into the first box, then each box's state, times `LEVELS`."""
    return {shape: small(np.vstack([run.first[None], run.states])) for shape, run in runs.items()}


def small(values: np.ndarray) -> np.ndarray:
    """Numbers between −1 and 1 as int8."""
    known = np.isfinite(values)
    whole = np.rint(np.where(known, values, 0.0).clip(-1, 1) * LEVELS)
    return np.where(known, whole, NOTHING).astype(np.int8)


def subject(runs: Mapping[str, Run]) -> int:
    """A number that other inputs do not have."""
    text = "\n".join(
        "\t".join((box.reads, box.writes)[i] for box in run.boxes for i in (0, 1)) for run in runs.values()
    )
    return zlib.crc32(text.encode())
