"""What the deep networks were measured to do, from their cards, and from which depth on more layers do not pay."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from scipy import stats

from core import checkpoints
from core.recurrent.options import CELLS, DEPTHS
from core.recurrent.results.deep import Deeper, DeepFigures, Narrow, Score


@cache
def figures(cell: str, layers: int) -> DeepFigures:
    """Of one network."""
    card = checkpoints.card(f"deep_{cell}_{layers}")
    measured, config = card["measured"], card["config"]
    own = measured["probes"][-1] | {
        "next": measured["probes"][-1]["next_of_network"]
    }  # of the last layer it is ŷ itself
    return DeepFigures(
        cell,
        layers,
        config["units"],
        config["weights"],
        tuple(one["test"] for one in measured["seeds"]),
        measured["seeds"][0]["made"],
        measured["step_ms"],
        (*map(_scores, measured["probes"][:-1]), _scores(own)),
        tuple(_scores(row) for row in measured["probes_untrained"]),
        measured["guessing"],
        tuple((a + b) / 2 for a, b in zip(*measured["holds_sign"].values(), strict=True)),
    )


def _scores(row: dict) -> dict[str, Score]:
    return {name: Score(**one) for name, one in row.items()}


@cache
def all_figures() -> dict[tuple[str, int], DeepFigures]:
    """Of all, by cell and depth."""
    return {(cell, layers): figures(cell, layers) for cell in CELLS for layers in DEPTHS}


def compared(shallow: Sequence[float], deep: Sequence[float]) -> tuple[float, float, float]:
    """By how much fewer bits the second has, seed by seed: the mean and its 95 % interval (Student's t)."""
    gains = np.asarray(shallow) - np.asarray(deep)
    half = stats.t.ppf(0.975, len(gains) - 1) * gains.std(ddof=1) / np.sqrt(len(gains))
    return float(gains.mean()), float(gains.mean() - half), float(gains.mean() + half)


@cache
def deeper(cell: str) -> tuple[Deeper, ...]:
    """Every depth of a cell beside the one before."""
    return tuple(
        Deeper(a, b, *compared(figures(cell, a).bits, figures(cell, b).bits))
        for a, b in zip(DEPTHS, DEPTHS[1:], strict=False)
    )


@cache
def enough(cell: str) -> int:
    """The depth from which on more layers do not pay: none that is deeper has fewer bits with an interval above 0."""
    for layers in DEPTHS:
        others = [compared(figures(cell, layers).bits, figures(cell, more).bits) for more in DEPTHS if more > layers]
        if not any(low > 0 for _, low, _ in others):
            return layers
    return DEPTHS[-1]


@cache
def narrow(cell: str) -> Narrow:
    """Networks of the same cell that all have the units of the deepest one."""
    last = figures(cell, DEPTHS[-1])
    rows = []
    for layers in DEPTHS[:-1]:
        one = checkpoints.card(f"deep_{cell}_{layers}")["measured"]["same_units"]
        rows.append((layers, one["weights"], one["test"]))
    return Narrow(cell, last.units, (*rows, (DEPTHS[-1], last.weights, last.bits[0])))
