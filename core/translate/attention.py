"""Additive attention: which words of the source the decoder looks at. Bahdanau, Cho and Bengio 2015, section 3.1, A.1.2."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class AdditiveAttention(nn.Module):
    """e<t,t'> = v · tanh(W_a s<t−1> + U_a a<t'> + b), α<t,t'> = softmax over t' of e<t,t'>, c<t> = Σ α<t,t'> a<t'>.

    ``state`` is the size of s, ``annotation`` of a, ``units`` of the hidden layer.
    """

    def __init__(self, state: int, annotation: int, units: int) -> None:
        super().__init__()
        self.W_a = nn.Linear(state, units, bias=False)
        self.U_a = nn.Linear(annotation, units)
        self.v = nn.Parameter(torch.empty(units).uniform_(-(units**-0.5), units**-0.5))

    def keys(self, a: Tensor) -> Tensor:
        """U_a a<t'> + b, once for the whole sentence: (B, T', 2H) -> (B, T', units)."""
        return self.U_a(a)

    def energies(self, s: Tensor, keys: Tensor) -> Tensor:
        """e<t,t'> of one step: s<t−1> (B, H), keys (B, T', units) -> (B, T')."""
        return torch.tanh(self.W_a(s)[:, None] + keys) @ self.v

    def forward(self, s: Tensor, a: Tensor, keys: Tensor) -> tuple[Tensor, Tensor]:
        """c<t> (B, 2H) and α<t> (B, T')."""
        alpha = self.energies(s, keys).softmax(-1)
        return context(alpha, a), alpha


def context(alpha: Tensor, a: Tensor) -> Tensor:
    """c<t> = Σ_t' α<t,t'> a<t'>: (B, T'), (B, T', 2H) -> (B, 2H)."""
    return torch.bmm(alpha[:, None], a)[:, 0]
