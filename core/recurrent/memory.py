"""How long does a memory last? The road from c⟨k⟩ to c⟨t⟩ is a product of gates."""

from __future__ import annotations

import numpy as np

from core.recurrent.results import GRUTrace, LSTMTrace, Stretch, Trace


def keep_gate(trace: GRUTrace | LSTMTrace, reversed_gate: bool = False) -> np.ndarray:
    """What each unit keeps of its old memory at each step (T, H): Γ_f of an LSTM, 1 − Γ_u of a GRU.

    reversed_gate: for the GRU whose Γ_u keeps, and for the LSTM with the mistake (1 − Γ_f), the other share.
    """
    keeps = trace.gamma_f if isinstance(trace, LSTMTrace) else 1 - trace.gamma_u
    return 1 - keeps if reversed_gate else keeps


def kept(trace: Trace, k: int, reversed_gate: bool = False) -> np.ndarray:
    """The share of c⟨k⟩ that is still in c⟨t⟩, Π gates over k < s ≤ t, for t = k … T−1: (T−k, H), ones at first.

    It follows the memory's own road only, not the ways through the gates. ValueError for an RNN, which has no such road.
    """
    if not isinstance(trace, GRUTrace | LSTMTrace):
        raise ValueError("an RNN has no gate that keeps")
    factors = keep_gate(trace, reversed_gate)[k:].copy()
    factors[0] = 1
    return np.cumprod(factors, axis=0)


def summary(shares: np.ndarray) -> list[tuple[float, float, int]]:
    """Of the shares (t, H) that are left: the largest, the median, and how many are above a half, at each step."""
    return [(float(row.max()), float(np.median(row)), int((row > 0.5).sum())) for row in shares]


def longest(trace: GRUTrace | LSTMTrace, unit: int, reversed_gate: bool = False, least: float = 0.5) -> Stretch:
    """The longest stretch of the trace at whose end more than ``least`` of what the unit held at its start is left.

    It begins with the step whose memory is kept, counted in the trace; of several that are as long it is the first.
    """
    best = Stretch(unit, 0, 1)
    for k in range(len(trace)):
        left = int((kept(trace, k, reversed_gate)[:, unit] > least).sum())
        if left > best.stop - best.start:
            best = Stretch(unit, k, k + left)
    return best
