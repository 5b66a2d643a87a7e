"""One review by all that read words: numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Review:
    """P(positive) of one text, (T,) each. words; alone: of each word by itself (one to one); so_far: of the words up to there in
    their order (many to one); bag: of the words up to there as a bag; given: what each word adds to the bag's logit in the whole
    text, and bias: what is there without any; without: many to one with that word left out; tags: many to many; is_all: whether
    all of the text is read.
    """

    words: tuple[str, ...]
    alone: np.ndarray
    so_far: np.ndarray
    bag: np.ndarray
    given: np.ndarray
    without: np.ndarray
    tags: tuple[str, ...]
    bias: float = 0.0
    is_all: bool = True

    @property
    def moved(self) -> np.ndarray:
        """By how much P changes when a word is left out: P without it less P, (T,)."""
        return self.without - self.so_far[-1]

    @property
    def mover(self) -> int:
        """The place of the word that moves P most if it is left out."""
        return int(np.abs(self.moved).argmax())
