"""A network with a fixed window: it takes exactly K characters and learns each position anew. What an RNN is there to mend.

h = tanh(W_h [x⟨1⟩, …, x⟨K⟩] + b_h), ŷ = softmax(W_y h + b_y): every position has columns of its own in W_h.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from core.recurrent.results import Guess
from core.vocab import Vocabulary


class WindowNetwork(nn.Module):
    """K characters in, a distribution over the next one out."""

    def __init__(
        self, vocabulary: Vocabulary, window: int, units: int, *, generator: torch.Generator | None = None
    ) -> None:
        super().__init__()
        self.vocabulary, self.window, self.units = vocabulary, window, units
        V, bound = len(vocabulary), 1 / math.sqrt(window)
        self.W_h = nn.Parameter(torch.empty(window, V, units).uniform_(-bound, bound, generator=generator))
        self.b_h = nn.Parameter(torch.zeros(units))
        self.W_y = nn.Parameter(torch.empty(V, units).uniform_(-0.1, 0.1, generator=generator))
        self.b_y = nn.Parameter(torch.zeros(V))

    def forward(self, ids: Tensor) -> Tensor:
        """ids (B, K) -> logits of what comes next (B, V)."""
        if ids.shape[1] != self.window:
            raise ValueError(f"this network takes {self.window} characters, not {ids.shape[1]}")
        columns = self.W_h[torch.arange(self.window), ids]  # (B, K, units): a look-up for each position
        return torch.tanh(columns.sum(1) + self.b_h) @ self.W_y.t() + self.b_y


def window_parameters(T: int, vocabulary: int, units: int) -> int:
    """Weights of a fixed-window network for texts of T characters: they grow with T."""
    return T * vocabulary * units + units + vocabulary * units + vocabulary


def rnn_parameters(vocabulary: int, units: int) -> int:
    """Weights of an RNN with one-hot inputs: the same for every T."""
    return units * units + units * vocabulary + units + vocabulary * units + vocabulary


@torch.inference_mode()
def guess(logits: Tensor, vocabulary: Vocabulary, actual: str | None = None, top: int = 3) -> Guess:
    """The best ``top`` symbols of one row of logits (V,)."""
    log_p = torch.log_softmax(logits, dim=-1)
    best = log_p.topk(top)
    loss = None if actual is None else -log_p[vocabulary.encode([actual])[0]].item()
    return Guess(tuple(vocabulary.symbols[i] for i in best.indices.tolist()), tuple(best.values.exp().tolist()), loss)
