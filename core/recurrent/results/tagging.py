"""Words with the tags that a network gives them, and how good tags are: numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")


@dataclass(frozen=True)
class Tagged:
    """A sentence of T words, K labels. words: as they were typed; tags: the likeliest of each; probabilities (T, K), in the order
    of labels; states (T, H): a⟨t⟩, where both ways are read [a→, a←]; known: whether a word has a vector; is_all: whether all
    words are read. from_left, from_right (T, K) and bias (K,): their sum is the logits, of which the probabilities are the softmax.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    probabilities: np.ndarray
    from_left: np.ndarray
    from_right: np.ndarray
    bias: np.ndarray
    states: np.ndarray
    known: tuple[bool, ...]
    is_all: bool = True
    labels: tuple[str, ...] = LABELS

    @property
    def logits(self) -> np.ndarray:
        """(T, K)."""
        return self.from_left + self.from_right + self.bias


@dataclass(frozen=True)
class Score:
    """How many spans are true, how many were found, and how many of these are right: the same words and the same type."""

    true: int
    found: int
    right: int
    by_type: dict[str, Score] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Of what was found, how much is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what is true, how much was found; 0 where there is nothing."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """2 P R / (P + R); 0 where nothing is right."""
        return 2 * self.right / (self.true + self.found) if self.right else 0.0
