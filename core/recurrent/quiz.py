"""What a visitor is asked to predict, and which unit a page speaks of, worked out from the very trace on screen."""

from __future__ import annotations

import numpy as np

from core.recurrent.results import Reading, Trace


def nearest_zero(trace: Trace, step: int, unit: int) -> int:
    """Which of the trace's gates, by its place in ``trace.gates``, is nearest 0 for this unit at this step."""
    return int(np.argmin([trace.series[gate][step, unit] for gate in trace.gates]))


def about_unit(trace: Trace, step: int, unit: int) -> tuple[str, int] | None:
    """What can be asked about a unit at a step, and the answer.

    ("gate", which gate is nearest 0, by its place in ``trace.gates``); for a cell without gates ("sign", 0 where the unit's
    state is above 0, else 1); None where there is one gate only and so nothing to choose from.
    """
    if len(trace.gates) > 1:
        return "gate", nearest_zero(trace, step, unit)
    if trace.gates:
        return None
    return "sign", 0 if trace.series[trace.state][step, unit] > 0 else 1


def largest_unit(trace: Trace, step: int) -> int:
    """The unit whose state is farthest from 0 at this step."""
    return int(np.abs(trace.series[trace.state][step]).argmax())


def next_options(reading: Reading, step: int, count: int = 4) -> tuple[list[str], int]:
    """Some of the likeliest next symbols in the order of the alphabet, and the place of the likeliest among them."""
    best = [reading.symbols[i] for i in reading.top_ids[step][:count]]
    options = sorted(best)
    return options, options.index(best[0])
