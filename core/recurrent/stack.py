"""Recurrent layers on top of each other: a^[l]⟨t⟩ = g(W_a^[l] [a^[l]⟨t−1⟩, a^[l−1]⟨t⟩] + b_a^[l]), where a^[0]⟨t⟩ = x⟨t⟩.

Graves, Mohamed and Hinton 2013, section 2; Ng 2018, week 1, *Deep RNNs*. A layer is one of our cells, or two of them where
it reads both ways: then what goes up is [a→, a←].
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from core.recurrent.cells import Cell, GRUCell, LSTMCell, RNNCell
from core.recurrent.results import Trace
from core.recurrent.unroll import trace

LAYERS = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
CELLS = {nn.RNN: RNNCell, nn.GRU: GRUCell, nn.LSTM: LSTMCell}


class Stack(nn.Module):
    """Cells, the lowest first; backward: of each layer the cell that reads from the end, or none."""

    def __init__(self, cells: Sequence[Cell], backward: Sequence[Cell] = ()) -> None:
        super().__init__()
        self.cells, self.backward_cells = nn.ModuleList(cells), nn.ModuleList(backward)

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def units(self) -> int:
        """H, of a direction of a layer."""
        return self.cells[0].units

    @classmethod
    def from_torch(cls, layers: nn.RNNBase) -> Stack:
        """The same as PyTorch's layers; as `Cell.from_torch`, layer by layer. What dropout they have is left out."""
        ways = ("", "_reverse") if layers.bidirectional else ("",)
        made = [[CELLS[type(layers)].from_torch(one(layers, n, way)) for n in range(layers.num_layers)] for way in ways]
        return cls(*made)

    def traces(self, xs: np.ndarray | Tensor) -> list[tuple[Trace, ...]]:
        """Every gate and state of each layer on xs (T, E), or indices (T,), the lowest layer first: of one direction, or of both.

        Arrays are (T, H), those of the backward cells in the order of the text. Errors as `unroll.trace`.
        """
        found, below = [], torch.as_tensor(xs)
        for n, cell in enumerate(self.cells):
            ways = [trace(cell, below)]
            if self.backward_cells:
                ways.append(_turned(trace(self.backward_cells[n], below.flip(0))))
            found.append(tuple(ways))
            below = torch.from_numpy(np.concatenate([way.series[way.output] for way in ways], -1))
        return found


def one(layers: nn.RNNBase, layer: int, way: str = "") -> nn.RNNBase:
    """One direction of one of PyTorch's layers, as a layer of its own. way: "" or "_reverse"."""
    weights = {
        name.replace("_l0", f"_l{layer}{way}"): name
        for name, _ in type(layers)(1, 1, bias=layers.bias).named_parameters()
    }
    inputs = getattr(layers, f"weight_ih_l{layer}{way}").shape[1]
    more = {"nonlinearity": layers.nonlinearity} if isinstance(layers, nn.RNN) else {}
    made = type(layers)(inputs, layers.hidden_size, bias=layers.bias, **more).to(layers.weight_hh_l0.dtype)
    made.load_state_dict({name: getattr(layers, stacked) for stacked, name in weights.items()})
    return made


def _turned(read: Trace) -> Trace:
    """What was read from the end, in the order of the text."""
    starts = {name: getattr(read, name) for name in (f"{state}0" for state in ("a", "c")) if hasattr(read, name)}
    return type(read)(**{name: np.ascontiguousarray(values[::-1]) for name, values in read.series.items()}, **starts)
