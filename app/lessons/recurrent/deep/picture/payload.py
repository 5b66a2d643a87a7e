"""A text read by layers as what the browser is sent."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from core.recurrent.options import CELLS, DEPTHS
from core.recurrent.results.deep import DeepFigures, DeepReading, StepTimes

TOP = 4  # classes that are listed


def build(
    found: DeepReading,
    cell: str,
    figures: Mapping[tuple[str, int], DeepFigures],
    times: StepTimes | None,
) -> dict[str, Any]:
    """figures: of all networks, for the charts; times: what was measured here."""

    def charted(value) -> dict[str, list]:
        return {one: [value(figures[one, layers]) for layers in DEPTHS] for one in CELLS}

    return {
        "tokens": list(found.tokens),
        "L": found.layers,
        "W": found.ways,
        "H": found.states.shape[2] // found.ways,
        "units": found.units.tolist(),
        "asked": list(found.said),
        "classes": {name: list(names) for name, names in found.labels.items()},
        "truth": {name: truth.tolist() for name, truth in found.truth.items()},
        "before": found.before_drawn.tolist(),
        "holds": [round(value, 2) for value in found.holds],
        "reactions": [[[[one.follows, round(one.r, 2)] for one in row] for row in layer] for layer in found.reactions],
        "cell": cell,
        "charts": {
            "bits": charted(lambda one: [round(one.mean, 3), round(min(one.bits), 3), round(max(one.bits), 3)]),
            "ms": charted(lambda one: round(one.step_ms, 1)),
            "units": charted(lambda one: one.units),
            "weights": charted(lambda one: one.weights),
            "here": None if times is None else {one: [round(ms, 1) for ms in row] for one, row in times.ms.items()},
        },
    }


def arrays(found: DeepReading) -> dict[str, np.ndarray]:
    """All as float32. states (L·W·T, R): the units that are drawn; links (L·W·R, W·R); moved (L, T); of each property top_… and
    p_… (L·T, TOP), the likeliest classes and their chances, and right_… (L, T), −1 where nothing is right."""
    drawn = found.drawn
    R = drawn.shape[-1]
    made: dict[str, np.ndarray] = {
        "states": drawn.reshape(-1, R),
        "links": found.links.reshape(-1, found.ways * R),
        "moved": found.moved(),
    }
    for name, said in found.said.items():
        order = np.argsort(-said, axis=-1, kind="stable")[..., :TOP]
        made[f"top_{name}"] = order.reshape(-1, order.shape[-1])
        made[f"p_{name}"] = np.take_along_axis(said, order, axis=-1).reshape(-1, order.shape[-1])
        made[f"right_{name}"] = np.nan_to_num(found.p_right(name), nan=-1.0)
    return {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in made.items()}


def subject(found: DeepReading, cell: str) -> int:
    """A number that another text, or another network, does not have."""
    return zlib.crc32("\t".join([cell, str(found.states.shape), *found.tokens]).encode())
