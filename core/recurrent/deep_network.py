"""The networks of one to four layers, as they are trained: PyTorch's layers over one-hot letters, all with as many weights.

With L layers of H units there are, but for biases, g·H (V + H) weights in the lowest layer, g·2H² in each above it and V·H at the
output; g is 1 of an RNN, 3 of a GRU, 4 of an LSTM. So H shrinks as L grows.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import one_hot

from core.recurrent.options import CELLS, DEPTHS
from core.recurrent.stack import LAYERS

WEIGHTS = 100_000  # of a network, as near as H allows
SYMBOLS = 68  # V
PHRASES = 2  # of a sentence of the made language, at the most


class Learner(nn.Module):
    """Indices in, logits of the next letter out: ŷ⟨t⟩ = softmax(W_y a^[L]⟨t⟩ + b_y)."""

    def __init__(self, cell: str, layers: int, units: int, symbols: int = SYMBOLS) -> None:
        super().__init__()
        self.layers, self.out = LAYERS[cell](symbols, units, layers), nn.Linear(units, symbols)
        with torch.no_grad():
            self.layers.weight_ih_l0 *= math.sqrt(symbols)  # a one-hot x has length 1, the usual start reckons with √V
            if cell == "lstm":  # Jozefowicz et al. 2015: start by remembering
                for layer in range(layers):
                    getattr(self.layers, f"bias_ih_l{layer}")[units : 2 * units] = 1.0

    def forward(self, ids: Tensor, state: tuple[Tensor, ...] | None = None) -> tuple[Tensor, tuple[Tensor, ...]]:
        """ids (T, B) -> logits (T, B, V), last state of all layers, each (L, B, H)."""
        x = one_hot(ids, self.layers.input_size).to(self.out.weight.dtype)
        given = state if state is None or len(state) == 2 else state[0]
        outputs, last = self.layers(x, given)
        return self.out(outputs), last if isinstance(last, tuple) else (last,)


def weights(cell: str, layers: int, units: int, symbols: int = SYMBOLS) -> int:
    """How many weights such a network has, biases counted once, as the course does (a GRU's inner one besides)."""
    gates, inner = {"rnn": (1, 0), "gru": (3, 1), "lstm": (4, 0)}[cell]
    lowest = gates * units * (units + symbols + 1) + inner * units
    above = gates * units * (2 * units + 1) + inner * units
    return lowest + (layers - 1) * above + symbols * (units + 1)


def units(cell: str, layers: int) -> int:
    """H with which a network of that depth comes nearest to WEIGHTS."""
    return min(range(1, 400), key=lambda H: abs(weights(cell, layers, H) - WEIGHTS))


TABLE = {cell: {layers: units(cell, layers) for layers in DEPTHS} for cell in CELLS}  # H
