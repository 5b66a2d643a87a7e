"""A language model that reads words or letters: an embedding, one LSTM, and the same embedding again on the way out.

x⟨1⟩ = 0 and x⟨t⟩ = E[y⟨t−1⟩]; the LSTM gives a⟨t⟩; ŷ⟨t⟩ = softmax(E (W_p a⟨t⟩) + b_y). With thousands of symbols most weights
are E's: that it serves both ends halves them, and helps (Press and Wolf 2017, "Using the Output Embedding to Improve
Language Models").
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding

from core.recurrent.cells import LSTMCell
from core.vocab import Vocabulary


@dataclass(frozen=True)
class NetworkConfig:
    """vocabulary of V symbols (<EOS> and <UNK> among them), embedding E, units H of the one LSTM."""

    vocabulary: Vocabulary = field(repr=False)
    embedding: int
    units: int


class LanguageNetwork(nn.Module):
    """Symbols in, a distribution over the next symbol out."""

    def __init__(self, config: NetworkConfig, *, generator: torch.Generator | None = None) -> None:
        super().__init__()
        self.config, self.vocabulary = config, config.vocabulary
        V, E, H = len(config.vocabulary), config.embedding, config.units
        self.E = nn.Parameter(torch.empty(V, E).normal_(0, 1 / math.sqrt(E), generator=generator))
        self.cell = LSTMCell(E, H, generator=generator)
        self.W_p = nn.Parameter(torch.empty(E, H).uniform_(-1 / math.sqrt(H), 1 / math.sqrt(H), generator=generator))
        self.b_y = nn.Parameter(torch.zeros(V))

    def inputs(self, ids: Tensor) -> Tensor:
        """What the LSTM reads before each of the symbols ids (T, B): x⟨1⟩ = 0, x⟨t⟩ = E[y⟨t−1⟩]; (T, B, E)."""
        return torch.cat([self.E.new_zeros(1, ids.shape[1], self.config.embedding), embedding(ids[:-1], self.E)])

    def logits(self, outputs: Tensor) -> Tensor:
        """E (W_p a) + b_y: (..., H) -> (..., V)."""
        return outputs @ self.W_p.t() @ self.E.t() + self.b_y

    @property
    def products(self) -> int:
        """Multiplications with a weight in one step: every weight of a matrix once; the look-up in E needs none."""
        return sum(weight.numel() for weight in self.parameters() if weight.ndim == 2)

    def forward(self, ids: Tensor) -> Tensor:
        """Teacher forcing: symbols ids (T, B) -> logits of each, given those before it, (T, B, V)."""
        return self.logits(self.cell(self.inputs(ids))[0])
