"""A language model of one recurrent layer: ŷ⟨t⟩ = softmax(W_ya · output⟨t⟩ + b_y) is what it expects to come next."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from core.recurrent.cells import Cell, GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.vocab import Vocabulary


@dataclass(frozen=True)
class ModelConfig:
    """What a model is made of. embedding: size E of the input vectors; None feeds one-hot vectors, E = V."""

    cell: str  # "rnn", "gru" or "lstm"
    units: int
    vocabulary: Vocabulary = field(repr=False)
    embedding: int | None = None
    form: GRUForm | LSTMForm | None = None


def make_cell(config: ModelConfig, generator: torch.Generator | None = None) -> Cell:
    """A fresh cell of that kind, form and size."""
    inputs = config.embedding or len(config.vocabulary)
    if config.cell == "rnn":
        return RNNCell(inputs, config.units, generator=generator)
    cell, form = {"gru": (GRUCell, GRUForm), "lstm": (LSTMCell, LSTMForm)}[config.cell]
    return cell(inputs, config.units, config.form or form(), generator=generator)


class SequenceModel(nn.Module):
    """Symbols in, a distribution over the next symbol out."""

    def __init__(self, config: ModelConfig, *, generator: torch.Generator | None = None) -> None:
        super().__init__()
        self.config, self.vocabulary = config, config.vocabulary
        self.cell = make_cell(config, generator)
        if not config.embedding:
            _amplify_inputs(self.cell)
        V, bound = len(config.vocabulary), 1 / math.sqrt(config.units)
        if config.embedding:
            self.E = nn.Parameter(torch.empty(V, config.embedding).normal_(0, 0.3, generator=generator))
        self.W_ya = nn.Parameter(torch.empty(V, config.units).uniform_(-bound, bound, generator=generator))
        self.b_y = nn.Parameter(torch.zeros(V))

    def inputs(self, ids: Tensor) -> Tensor:
        """What the cell reads: embeddings (T, B, E), or the indices (T, B) themselves, which stand for one-hot vectors."""
        return self.E[ids] if self.config.embedding else ids

    def forward(self, ids: Tensor, state: tuple[Tensor, ...] | None = None) -> tuple[Tensor, tuple[Tensor, ...]]:
        """ids (T, B) -> logits of the next symbol (T, B, V), last state."""
        outputs, state = self.cell(self.inputs(ids), state)
        return self.logits(outputs), state

    def logits(self, outputs: Tensor) -> Tensor:
        """W_ya · output + b_y: (..., H) -> (..., V)."""
        return outputs @ self.W_ya.t() + self.b_y

    @property
    def parameters_count(self) -> int:
        """The number of weights."""
        return sum(p.numel() for p in self.parameters())


@torch.no_grad()
def _amplify_inputs(cell: Cell) -> None:
    """Scale the columns that x meets by √E: a one-hot x has length 1, where the usual start reckons with about √E."""
    for name, weight in cell.named_parameters():
        if weight.ndim == 2 and name != "W_aa":
            weight[:, -cell.inputs :] *= math.sqrt(cell.inputs)
