"""What a visitor is asked to predict, worked out from the very trace on screen."""

from __future__ import annotations

import numpy as np

from core.recurrent.results import Reading, Trace


def nearest_zero(trace: Trace, step: int, unit: int) -> int:
    """Which of the trace's gates, by its place in ``trace.gates``, is nearest 0 for this unit at this step."""
    return int(np.argmin([trace.series[gate][step, unit] for gate in trace.gates]))


def is_positive(trace: Trace, step: int, unit: int) -> bool:
    """Whether the unit's state is above 0 at this step."""
    return bool(trace.series[trace.state][step, unit] > 0)


def next_options(reading: Reading, step: int, count: int = 4) -> tuple[list[str], int]:
    """Some of the likeliest next symbols in the order of the alphabet, and the place of the likeliest among them."""
    best = [reading.symbols[i] for i in reading.top_ids[step][:count]]
    options = sorted(best)
    return options, options.index(best[0])


def carrier(trace: Trace, start: int, stop: int) -> int:
    """The unit whose state changes most on reading step ``start`` and keeps that best until ``stop``.

    Its score is the smallest distance from the state before ``start``, on the side it went to, over start ≤ t < stop.
    """
    states = trace.series[trace.state]
    before = states[start - 1] if start else getattr(trace, f"{trace.state}0")
    moved = states[start:stop] - before
    return int(np.argmax((moved * np.sign(moved[0])).min(axis=0)))
