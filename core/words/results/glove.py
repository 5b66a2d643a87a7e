"""GloVe while it is learnt: the moments that are kept of a training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class GloveMoments:
    """F moments of a training of V words, both tables in 8 bits: row w is codes · scale / 127.

    words, counts (V,): the vocabulary, most frequent first. epochs (F,): how far it was, 0 before the first step. theta, e
    (F, V, E) int8 and theta_scale, e_scale (F, V) float32: θ_i of a row of X, e_j of a column. b, b_prime (F, V) float32: their
    biases b_i and b′_j. cost (M, 2): epochs, and J over all cells > 0 (their sum). rows, cols, x (S,): a sample of the cells,
    spread evenly over log X_ij. nonzeros: cells > 0; read: words of the text; rate: cells a second, 0 before the first step.
    """

    words: tuple[str, ...]
    counts: np.ndarray
    epochs: np.ndarray
    theta: np.ndarray
    theta_scale: np.ndarray
    e: np.ndarray
    e_scale: np.ndarray
    b: np.ndarray
    b_prime: np.ndarray
    cost: np.ndarray
    rows: np.ndarray
    cols: np.ndarray
    x: np.ndarray
    nonzeros: int
    read: int
    rate: float


@dataclass(frozen=True, eq=False)
class GloveLearned:
    """A training as far as it is: its moments, the last of them now.

    config: the `GloveConfig` that it is trained with. vectors (V, E) float32: (e + θ)/2 as they are; None in a glimpse, which has
    only this moment.
    """

    moments: GloveMoments
    config: Any
    vectors: np.ndarray | None
    done: bool
