"""What the recurrent cells share: weights by name, the loop over the steps, gates that are held."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding

Pins = Mapping[str, Tensor]  # gate -> values to hold it at; nan leaves a unit free


class RNNStep(NamedTuple):
    """One step of an RNN, each (B, H)."""

    z: Tensor
    a: Tensor


class GRUStep(NamedTuple):
    """One step of a GRU, each (B, H); ``gamma_r`` is None where the form has no reset gate."""

    gamma_u: Tensor
    gamma_r: Tensor | None
    c_tilde: Tensor
    c: Tensor


class LSTMStep(NamedTuple):
    """One step of an LSTM, each (B, H)."""

    gamma_u: Tensor
    gamma_f: Tensor
    gamma_o: Tensor
    c_tilde: Tensor
    c: Tensor
    a: Tensor


Step = RNNStep | GRUStep | LSTMStep


def hold(gate: Tensor, pin: Tensor | None) -> Tensor:
    """The gate, held at the pin's value wherever the pin is a number and not nan."""
    return gate if pin is None else torch.where(torch.isnan(pin), gate, pin)


class Cell(nn.Module):
    """What the three cells share: sizes, weights by name, and the loop over the steps."""

    kind: str
    states: tuple[str, ...]  # what goes from step to step, by its name in the step
    output: str  # the state that the layer above sees

    def __init__(self, inputs: int, units: int) -> None:
        super().__init__()
        self.inputs, self.units = inputs, units

    def _weight(self, columns: int, generator: torch.Generator | None) -> nn.Parameter:
        bound = 1 / math.sqrt(self.units)  # as in torch.nn.RNNBase
        return nn.Parameter(torch.empty(self.units, columns).uniform_(-bound, bound, generator=generator))

    def _bias(self) -> nn.Parameter:
        return nn.Parameter(torch.zeros(self.units))

    def start(self, batch: int) -> tuple[Tensor, ...]:
        """The state before the first step: zeros (B, H), one for each name in ``states``."""
        like = next(self.parameters())
        return tuple(like.new_zeros(batch, self.units) for _ in self.states)

    def project(self, xs: Tensor) -> Tensor:
        """The part of every product that x⟨t⟩ gives, bias included, for all steps at once: (T, B, n·H)."""
        raise NotImplementedError("each cell has its own gates")

    def matrices(self) -> tuple[Tensor, ...]:
        """The matrices that multiply the state, made once for a whole sequence."""
        raise NotImplementedError("each cell has its own gates")

    def step(self, from_x: Tensor, state: tuple[Tensor, ...], matrices: tuple[Tensor, ...], pins: Pins) -> Step:
        """One step. from_x (B, n·H) from ``project``, state (B, H) each -> everything computed, (B, H) each."""
        raise NotImplementedError("each cell has its own equations")

    def steps(self, xs: Tensor, state: tuple[Tensor, ...] | None = None, pins: Pins | None = None) -> Iterator[Step]:
        """Walk through xs (T, B, E) or indices (T, B), a step at a time. pins: gate -> (T, B or 1, H)."""
        projected, matrices = self.project(xs), self.matrices()
        state = self.start(xs.shape[1]) if state is None else state
        for t, from_x in enumerate(projected):
            held = {name: values[t] for name, values in pins.items()} if pins else {}
            step = self.step(from_x, state, matrices, held)
            state = tuple(getattr(step, name) for name in self.states)
            yield step

    def forward(self, xs: Tensor, state: tuple[Tensor, ...] | None = None) -> tuple[Tensor, tuple[Tensor, ...]]:
        """All outputs (T, B, H) and the last state: what training needs."""
        outputs = []
        for step in self.steps(xs, state):
            outputs.append(getattr(step, self.output))
        return torch.stack(outputs), tuple(getattr(step, name) for name in self.states)


def is_index(xs: Tensor) -> bool:
    """Whether xs holds the indices of one-hot vectors, not vectors."""
    return xs.dtype in (torch.int32, torch.int64)


def product(xs: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """W x + b for every step: xs (T, B, E), or indices (T, B) of one-hot vectors, -> (T, B, rows of W)."""
    if is_index(xs):
        return embedding(xs, weight.t() + bias)
    return xs @ weight.t() + bias


def check_layer(layer: nn.RNNBase) -> None:
    """Raise ValueError unless a PyTorch layer is one layer in one direction."""
    if layer.num_layers != 1 or layer.bidirectional:
        raise ValueError("a cell is one layer in one direction; give a layer with num_layers=1, bidirectional=False")


@torch.no_grad()
def fill(cell: Cell, **values: Tensor) -> None:
    """Set weights by name."""
    for name, value in values.items():
        getattr(cell, name).copy_(value)
