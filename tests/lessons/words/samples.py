"""Vectors as a visitor brings them."""

from collections.abc import Sequence

import numpy as np

from app.lessons.words.compute import Own
from core.words.results import Given
from core.words.vectors import WordVectors


def own_vectors(words: Sequence[str], dimensions: int, file: int = 1) -> Own:
    """Words with random vectors, of a file that had ten words more, one of them twice."""
    made = WordVectors(words, np.random.default_rng(file).normal(size=(len(words), dimensions)))
    return Own(file, made, Given(made.words, made.vectors), "npz", len(words) + 10, 1)
