"""Whether a sentence is positive or negative: many words in, one answer out.

    sentiment = Sentiment.load()
    read = sentiment.read("The food was not bad at all.")
    read.probability, read.by_step                  ŷ = σ(w_y·a⟨T⟩ + b_y), and the same after each word
    sentiment.without(read.words)                   ŷ with each word left out

A GRU reads the words' vectors from left to right; only the last state is asked. The vectors are GloVe's (Pennington et al. 2014),
those of the words in training tuned along with the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import torch
from torch import nn

from core import checkpoints
from core.errors import UserError
from core.recurrent import tokens
from core.recurrent.cells import GRUCell, GRUForm
from core.recurrent.results.sentiment import Read, sigmoid
from core.recurrent.unroll import trace
from core.vocab import UNK
from core.words import library
from core.words.vectors import WordVectors

NAME, CELL = "sentiment", "sentiment"  # of the weights, and what their card calls the network
LONGEST = 40  # words that are read


def typed(text: str) -> tuple[tuple[str, ...], bool]:
    """The words of a visitor's text, `LONGEST` at most, and whether these are all. Raises UserError if there are none."""
    words = tokens.split(text)
    if not words:
        raise UserError("shapes.empty")
    return tuple(words[:LONGEST]), len(words) <= LONGEST


class SentimentNetwork(nn.Module):
    """ŷ⟨t⟩ = σ(w_y·a⟨t⟩ + b_y), where a⟨t⟩ is the state of a GRU.

    E (V, E): the tuned vectors, first that of <UNK>; w_y (H,), b_y (1,).
    """

    def __init__(self, words: int, dimensions: int, units: int) -> None:
        super().__init__()
        self.E = nn.Parameter(torch.zeros(words, dimensions))
        self.cell = GRUCell(dimensions, units, GRUForm("after"))
        self.w_y, self.b_y = nn.Parameter(torch.zeros(units)), nn.Parameter(torch.zeros(1))


class Sentiment:
    """The network with its words. Read-only.

    words: those with a tuned vector, first <UNK>; glove: where all others have theirs; a word in neither is read as <UNK>.
    """

    def __init__(self, network: SentimentNetwork, words: Sequence[str], glove: WordVectors) -> None:
        self.network, self.glove = network, glove
        self.index = {word: row for row, word in enumerate(words)}
        self._tuned = network.E.detach().numpy()
        self._w_y, self._b_y = (part.detach().double().numpy() for part in (network.w_y, network.b_y))

    @classmethod
    @cache
    def load(cls) -> Sentiment:
        """The shipped one."""
        config = checkpoints.card(NAME)["config"]
        network = SentimentNetwork(len(config["vocabulary"]), config["dimensions"], config["units"])
        return cls(checkpoints.filled(network, NAME), config["vocabulary"], library.load("glove"))

    def read(self, text: str, pads: int = 0) -> Read:
        """Read a text word by word. Raises UserError if it is empty. pads: as in `read_words`."""
        words, is_all = typed(text)
        return self.read_words(words, pads, is_all)

    def read_words(self, words: Sequence[str], pads: int = 0, is_all: bool = True) -> Read:
        """Read words one by one. pads: so many vectors of zeros are read after them, a MISTAKE: in a padded batch the last state of
        all is not that of the sentence."""
        xs = self.vectors(words)
        xs = np.concatenate([xs, np.zeros((pads, xs.shape[1]), xs.dtype)])
        states = self._states(xs[:, None])[:, 0]
        return Read(tuple(words), tuple(map(self.knows, words)), states, self._logits(states), is_all)

    def without(self, words: Sequence[str]) -> np.ndarray:
        """P(positive) of the words with each of them left out, (T,): one batch of T sentences of T − 1 words."""
        xs, T = self.vectors(words), len(words)
        if T == 1:  # nothing is left: a⟨0⟩ is asked
            return sigmoid(self._logits(np.zeros((1, self.network.cell.units))))
        kept = np.array([[i for i in range(T) if i != left_out] for left_out in range(T)])
        return sigmoid(self._logits(self._states(xs[kept].transpose(1, 0, 2))[-1]))

    def knows(self, word: str) -> bool:
        """Whether the word has a vector, and is not read as <UNK>."""
        return word.lower() in self.glove

    def vectors(self, words: Sequence[str]) -> np.ndarray:
        """x⟨t⟩ of each word, (T, E): the tuned vector, else GloVe's, else that of <UNK>."""
        return np.stack([self._vector(word.lower()) for word in words])

    def _vector(self, word: str) -> np.ndarray:
        if word in self.index or word not in self.glove:
            return self._tuned[self.index.get(word, self.index[UNK])]
        return self.glove[word]

    def _states(self, xs: np.ndarray) -> np.ndarray:
        """a⟨t⟩ (T, B, H) on xs (T, B, E); the GRU's c⟨t⟩ is its a⟨t⟩."""
        return trace(self.network.cell, np.ascontiguousarray(xs)).c

    def _logits(self, states: np.ndarray) -> np.ndarray:
        """(…, H) -> (…,)."""
        return states.astype(np.float64) @ self._w_y + self._b_y
