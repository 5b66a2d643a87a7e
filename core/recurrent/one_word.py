"""Whether a word is positive or negative: one word in, one answer out, and no memory.

    OneWord.load().read("loved").probability

ŷ = σ(w·tanh(W e_x + b_1) + b_2), where e_x is the word's vector of GloVe, as it is. Trained on every word of every sentence with
the sentence's label, ŷ comes near the share of positive sentences among those with words like this.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn

from core import checkpoints
from core.recurrent.results.sentiment import OneRead, sigmoid
from core.recurrent.sentiment import typed
from core.words import library
from core.words.vectors import WordVectors

NAME, CELL = "one_word", "one_word"  # of the weights, and what their card calls the network


class OneWordNetwork(nn.Module):
    """W (H, E), b_1 (H,), w (H,), b_2 (1,)."""

    def __init__(self, dimensions: int, units: int, *, generator: torch.Generator | None = None) -> None:
        super().__init__()
        bound = dimensions**-0.5
        self.W = nn.Parameter(torch.empty(units, dimensions).uniform_(-bound, bound, generator=generator))
        self.b_1, self.b_2 = nn.Parameter(torch.zeros(units)), nn.Parameter(torch.zeros(1))
        self.w = nn.Parameter(torch.empty(units).uniform_(-(units**-0.5), units**-0.5, generator=generator))

    def hidden(self, x: Tensor) -> Tensor:
        """tanh(W e_x + b_1): (…, E) -> (…, H)."""
        return torch.tanh(x @ self.W.t() + self.b_1)

    def forward(self, x: Tensor) -> Tensor:
        """The logits: (…, E) -> (…,)."""
        return self.hidden(x) @ self.w + self.b_2


class OneWord:
    """The network with GloVe's vectors; a word that has none is read as a vector of zeros. Read-only."""

    def __init__(self, network: OneWordNetwork, glove: WordVectors) -> None:
        self.network, self.glove = network, glove

    @classmethod
    @cache
    def load(cls) -> OneWord:
        """The shipped one."""
        config = checkpoints.card(NAME)["config"]
        network = OneWordNetwork(config["dimensions"], config["units"])
        return cls(checkpoints.filled(network, NAME), library.load("glove"))

    @torch.inference_mode()
    def read(self, text: str) -> OneRead:
        """Read the first word of a text. Raises UserError if it is empty."""
        words, _ = typed(text)
        x = torch.from_numpy(vectors(words[:1], self.glove))
        hidden = self.network.hidden(x)[0].numpy()
        return OneRead(words[0], words[0].lower() in self.glove, hidden, float(self.network(x)[0]), len(words) == 1)

    @torch.inference_mode()
    def read_all(self, words: Sequence[str]) -> np.ndarray:
        """P(positive) of each word, read by itself, (T,)."""
        return sigmoid(self.network(torch.from_numpy(vectors(words, self.glove))).numpy())


def vectors(words: Sequence[str], glove: WordVectors) -> np.ndarray:
    """e_x of each word, (T, E), in small letters; zeros where GloVe has none."""
    found = np.zeros((len(words), glove.dimensions), np.float32)
    for row, word in enumerate(word.lower() for word in words):
        if word in glove:
            found[row] = glove[word]
    return found
