"""The network that tags words, from words to logits.

x⟨t⟩ = [e, capitals, letters]: e is the word's vector in lower case (GloVe, for words of the training tuned), `capitals` is one
of six, one-hot, and `letters` the largest answer of each of F filters that see three letters at a time (Kim 2014; Ma and Hovy
2016, section 2.1). Then an LSTM from the left, or one from either side (Graves and Schmidhuber 2005), and
ŷ⟨t⟩ = softmax(W_y a⟨t⟩ + b_y).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import dropout, one_hot

from core.recurrent.cells import LSTMCell
from core.recurrent.results.tagging import LABELS
from core.recurrent.unroll import trace

CAPITALS = ("none", "first", "all", "mixed", "digits", "no letters")
WIDTH, LONGEST_WORD = 3, 16  # letters that a filter sees; of a longer word the first and the last eight are read
NO_LETTER, UNKNOWN_LETTER, BEGIN, END = range(4)  # before those of the alphabet


@dataclass(frozen=True)
class TaggerConfig:
    """letters: those that have a vector; words: those whose vectors are tuned. both: whether the words are also read from the
    right. units: H, of each direction; vector: E; letter: size of a letter's vector; filters: F."""

    letters: tuple[str, ...]
    words: tuple[str, ...]
    both: bool = False
    units: int = 128
    vector: int = 50
    letter: int = 16
    filters: int = 40

    @cached_property
    def letter_index(self) -> dict[str, int]:
        """Letter -> row of its vector."""
        return {letter: i for i, letter in enumerate(self.letters, END + 1)}

    @cached_property
    def word_index(self) -> dict[str, int]:
        """Word in lower case -> row of its tuned vector."""
        return {word: i for i, word in enumerate(self.words)}

    @property
    def inputs(self) -> int:
        """The size of x⟨t⟩."""
        return self.vector + len(CAPITALS) + self.filters


class TaggerNetwork(nn.Module):
    """Weights and how they are used; K = 9 labels."""

    def __init__(self, config: TaggerConfig) -> None:
        super().__init__()
        self.config = config
        self.E = nn.Parameter(torch.zeros(len(config.words), config.vector))
        self.e_unknown = nn.Parameter(torch.zeros(config.vector))
        self.C = nn.Parameter(torch.zeros(END + 1 + len(config.letters), config.letter))
        self.W_f = nn.Parameter(torch.zeros(config.filters, config.letter, WIDTH))
        self.b_f = nn.Parameter(torch.zeros(config.filters))
        self.forward_cell = LSTMCell(config.inputs, config.units)
        self.backward_cell = LSTMCell(config.inputs, config.units) if config.both else None
        self.W_y = nn.Parameter(torch.zeros(len(LABELS), config.units * (1 + config.both)))
        self.b_y = nn.Parameter(torch.zeros(len(LABELS)))

    @property
    def inputs(self) -> int:
        """The size of x⟨t⟩."""
        return self.config.inputs

    def letters(self, ids: Tensor, dropped: float = 0.0) -> Tensor:
        """What the filters say of words given as letters, (N, L) -> (N, F): over all places the largest, at least 0.

        dropped: in training, the share of the letters' numbers that is left out.
        """
        vectors = dropout(self.C[ids] * (ids != NO_LETTER)[..., None], dropped)  # (N, L, size of a letter's)
        seen = torch.conv1d(vectors.transpose(1, 2), self.W_f, self.b_f)  # (N, F, L − 2)
        return torch.relu(seen).amax(-1)

    def x(self, vectors: Tensor, capitals: Tensor, letters: Tensor) -> Tensor:
        """(T, E), (T,) and (T, L) -> x (T, E + 6 + F)."""
        return torch.cat([vectors, one_hot(capitals, len(CAPITALS)).to(vectors.dtype), self.letters(letters)], -1)

    def states(self, x: Tensor) -> tuple[np.ndarray, np.ndarray | None]:
        """a→ (T, H), and a← (T, H) where the words are read both ways."""
        left = trace(self.forward_cell, x).a
        if self.backward_cell is None:
            return left, None
        return left, trace(self.backward_cell, x.flip(0)).a[::-1]


def capitals(word: str) -> int:
    """Which of CAPITALS a word is."""
    if any(letter.isdigit() for letter in word):
        kind = "digits"
    elif word == word.lower():
        kind = "none" if any(letter.isalpha() for letter in word) else "no letters"
    elif word == word.upper() and len(word) > 1:
        kind = "all"
    else:
        kind = "first" if word[1:] == word[1:].lower() else "mixed"
    return CAPITALS.index(kind)


def letter_ids(config: TaggerConfig, words: Sequence[str]) -> Tensor:
    """Words as rows of letters with a mark at either end, (N, LONGEST_WORD + 2)."""
    rows = torch.full((len(words), LONGEST_WORD + 2), NO_LETTER)
    for row, word in zip(rows, words, strict=True):
        half = LONGEST_WORD // 2
        kept = word if len(word) <= LONGEST_WORD else word[:half] + word[-half:]
        ids = [config.letter_index.get(letter, UNKNOWN_LETTER) for letter in kept]
        row[: len(ids) + 2] = torch.tensor([BEGIN, *ids, END])
    return rows
