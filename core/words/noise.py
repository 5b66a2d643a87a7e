"""Which words negative sampling draws: P(w) ∝ f(w)^¾. Mikolov et al. 2013b, section 2.2."""

from __future__ import annotations

import numpy as np


def distribution(counts: np.ndarray, power: float = 0.75) -> np.ndarray:
    """P(w) ∝ counts^power (V,), adds up to 1. power: 1 as in the text, 0 all alike."""
    weights = np.asarray(counts, dtype=np.float64) ** power
    return weights / weights.sum()


class Urn:
    """Draws words, each with its probability p (V,): by how far a number from 0 to 1 comes along the sums of p."""

    def __init__(self, p: np.ndarray) -> None:
        self.sums = np.cumsum(p)
        self.sums /= self.sums[-1]

    def draw(self, rng: np.random.Generator, size: tuple[int, ...]) -> np.ndarray:
        """Words (places in the vocabulary), int64 of that shape."""
        return np.minimum(np.searchsorted(self.sums, rng.random(size), side="right"), len(self.sums) - 1)
