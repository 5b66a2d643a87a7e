"""Vectors of a visitor's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Upload:
    """Vectors read from a file: words (V) and vectors (V, E) float32.

    kind: "word2vec text", "word2vec binary", "GloVe text" or "npz". total: words in the file, 0 where it was not counted.
    twice: words left out because they stood there before.
    """

    words: tuple[str, ...]
    vectors: np.ndarray
    kind: str
    total: int
    twice: int


@dataclass(frozen=True, eq=False)
class Given:
    """Words (V) and vectors (V, E) float32 of a visitor's own, on their way to a job. One is equal to itself alone."""

    words: tuple[str, ...]
    vectors: np.ndarray
