"""What the page on the GRU asks of core."""

from __future__ import annotations

import numpy as np

from core.recurrent.results import Reading


def kept(found: Reading, step: int, reversed_gate: bool = False) -> np.ndarray:
    """The share of the memory of `step` that is left at each step from there on (t, H)."""
    from core.recurrent import memory

    return memory.kept(found.trace, step, reversed_gate)


def kept_summary(shares: np.ndarray) -> list[tuple[float, float, int]]:
    """Of shares (t, H): the largest, the median, and how many are above a half, at each step."""
    from core.recurrent import memory

    return memory.summary(shares)
