"""What networks made of a sentence or of a word, as P(positive): numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


def sigmoid(z: np.ndarray | float) -> np.ndarray:
    """σ(z) = 1 / (1 + e⁻ᶻ), in double precision; written with tanh, so that no z overflows."""
    return (1 + np.tanh(np.asarray(z, dtype=np.float64) / 2)) / 2


@dataclass(frozen=True)
class Read:
    """A sentence read from left to right. words: its T words; known: whether each has a vector of GloVe; states (T, H): a⟨t⟩;
    logits (T,): w_y·a⟨t⟩ + b_y; is_all: whether all words of the text were read. Where steps of nothing follow the words, states
    and logits go on past T.
    """

    words: tuple[str, ...]
    known: tuple[bool, ...]
    states: np.ndarray
    logits: np.ndarray
    is_all: bool = True

    @property
    def by_step(self) -> np.ndarray:
        """P(positive) of the words up to each step, (T,)."""
        return sigmoid(self.logits)

    @property
    def logit(self) -> float:
        """Of the whole sentence, before σ."""
        return float(self.logits[-1])

    @property
    def probability(self) -> float:
        """ŷ = P(positive) of the whole sentence."""
        return float(self.by_step[-1])


@dataclass(frozen=True)
class OneRead:
    """A word read alone. known: whether it has a vector of GloVe; hidden (H,): tanh(W e_x + b_1); logit: w·hidden + b_2;
    is_all: whether it was all that was typed."""

    word: str
    known: bool
    hidden: np.ndarray
    logit: float
    is_all: bool = True

    @property
    def probability(self) -> float:
        """ŷ = P(positive)."""
        return float(sigmoid(self.logit))


@dataclass(frozen=True)
class BagRead:
    """A sentence as a bag of words. known: whether each of the T words is in the vocabulary; contributions (T,): what each adds
    to the logit, 0 where it is not; bias: what is there without any; is_all: whether all words of the text were read."""

    words: tuple[str, ...]
    known: tuple[bool, ...]
    contributions: np.ndarray
    bias: float
    is_all: bool = True

    @property
    def logit(self) -> float:
        """The bias and all contributions, added up."""
        return float(self.bias + self.contributions.sum())

    @property
    def probability(self) -> float:
        """P(positive)."""
        return float(sigmoid(self.logit))
