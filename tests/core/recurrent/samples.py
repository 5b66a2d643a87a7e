"""Cells and inputs that the tests of ``core`` share: random, but the same at each run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import nn

from core.recurrent.cells import Cell, GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.results import Trace
from core.referees.recurrent import compare

LAYERS = {"rnn": (nn.RNN, RNNCell), "gru": (nn.GRU, GRUCell), "lstm": (nn.LSTM, LSTMCell)}

RIGHT_FORMS = {
    "rnn": (RNNCell, None),
    "gru": (GRUCell, GRUForm()),
    "gru_after": (GRUCell, GRUForm("after")),
    "gru_simplified": (GRUCell, GRUForm("none")),
    "gru_keeps": (GRUCell, GRUForm("before", update_keeps=True)),
    "gru_after_keeps": (GRUCell, GRUForm("after", update_keeps=True)),
    "gru_simplified_keeps": (GRUCell, GRUForm("none", update_keeps=True)),
    "lstm": (LSTMCell, LSTMForm()),
    "lstm_peephole": (LSTMCell, LSTMForm(peephole=True)),
}
PLAIN = ("rnn", "gru", "gru_after", "lstm")  # the forms that core.recurrent.scan covers
MISTAKES = {
    "gru_no_reset": (GRUCell, GRUForm("ignored")),
    "lstm_one_minus_forget": (LSTMCell, LSTMForm(mistake="one_minus_forget")),
    "lstm_tanh_candidate": (LSTMCell, LSTMForm(mistake="tanh_candidate")),
    "lstm_peephole_one_minus_forget": (LSTMCell, LSTMForm(True, "one_minus_forget")),
}
FORMS = RIGHT_FORMS | MISTAKES


def random_cell(name: str, inputs: int = 5, units: int = 7, seed: int = 0, dtype: torch.dtype = torch.float32) -> Cell:
    """A cell of that form with every weight and every bias drawn from N(0, 0.5²)."""
    kind, form = FORMS[name]
    cell = kind(inputs, units) if form is None else kind(inputs, units, form)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in cell.parameters():
            parameter.normal_(0, 0.5, generator=generator)
    return cell.to(dtype)


def copy_weights(source: Cell, target: Cell) -> Cell:
    """``target`` with the weights that ``source`` has by the same name."""
    with torch.no_grad():
        for name, parameter in target.named_parameters():
            parameter.copy_(dict(source.named_parameters())[name])
    return target


def random_xs(*shape: int, seed: int = 0) -> np.ndarray:
    """Vectors from N(0, 1), float32."""
    return np.random.default_rng(seed).standard_normal(shape, dtype=np.float32)


def random_state(cell: Cell, batch: int | None = None, seed: int = 1) -> tuple[np.ndarray, ...]:
    """A state (H,), or (B, H), for each of the cell's states."""
    rng = np.random.default_rng(seed)
    shape = (cell.units,) if batch is None else (batch, cell.units)
    return tuple(rng.standard_normal(shape, dtype=np.float32) for _ in cell.states)


def largest(ours: Trace, theirs: Trace | dict[str, np.ndarray]) -> float:
    """The largest difference between two traces."""
    return max(d.difference for d in compare(ours, theirs))


def finished(job: Iterator[float]) -> object:
    """What a job returns; all that it yields on the way is how far it is."""
    while True:
        try:
            assert 0 < next(job) <= 1
        except StopIteration as end:
            return end.value
