"""One set of weights along a text: what they are, and at which steps one of them mattered."""

from __future__ import annotations

import numpy as np

from core.recurrent.model import SequenceModel
from core.recurrent.results import Reading, StepWeights

SHOWN = 100  # symbols of a vocabulary of which all rows are shown
EXPECTED = 3  # of a larger one those are shown that are read, and that are so likely to come next


def weights(model: SequenceModel, reading: Reading) -> StepWeights:
    """The weights of a step of an RNN, for a reading by it."""
    cell, symbols = reading.weights, model.vocabulary.symbols
    rows = np.arange(len(symbols))
    if len(symbols) > SHOWN:
        rows = np.unique(np.concatenate([reading.ids, reading.top_ids[:, :EXPECTED].ravel()]))
    output = {"W_ya": model.W_ya.detach().numpy()[rows], "b_y": model.b_y.detach().numpy()[rows, None]}
    return StepWeights(
        matrices={"W_aa": cell["W_aa"], "W_ax": cell["W_ax"], "b_a": cell["b_a"][:, None]} | output,
        columns=() if model.config.embedding else symbols,
        rows=tuple(symbols[i] for i in rows),
        symbols=len(symbols),
        count=model.parameters_count,
    )


def factors(reading: Reading, name: str, column: int) -> np.ndarray:
    """What a column of that matrix is multiplied by at each step: a_j⟨t−1⟩, x_j⟨t⟩ or a_j⟨t⟩, or 1 at a bias: (T,)."""
    states = reading.trace.a[:, column] if name in ("W_aa", "W_ya") else None
    if name == "W_aa":
        return np.concatenate([reading.trace.a0[column : column + 1], states[:-1]])
    if name == "W_ax":
        return (reading.ids == column).astype(np.float32) if reading.xs is None else reading.xs[:, column]
    return np.ones(len(reading.ids), dtype=np.float32) if states is None else states


def mattered(
    reading: Reading, found: StepWeights, name: str, row: int, column: int, top: int = 3
) -> list[tuple[int, float]]:
    """The steps of the window at which that weight times what it multiplies was farthest from 0, and the products there.

    The farthest first, of equal ones the earlier; none where it is 0.
    """
    products = found.matrices[name][row, column] * factors(reading, name, column)
    ranked = np.argsort(-np.abs(products), kind="stable")[:top]
    return [(int(step), float(products[step])) for step in ranked if products[step]]


def parts(reading: Reading, step: int, unit: int) -> tuple[float, float, float]:
    """What z of a unit is added up from at a step: W_aa a⟨t−1⟩, W_ax x⟨t⟩ and the bias."""
    w = reading.weights
    before = reading.trace.a[step - 1] if step else reading.trace.a0
    x = int(reading.ids[step])
    from_x = w["W_ax"][unit, x] if reading.xs is None else w["W_ax"][unit] @ reading.xs[step]
    return float(w["W_aa"][unit] @ before), float(from_x), float(w["b_a"][unit])
