"""Which words are nearest: scores of all rows of a matrix against a few of them, and the best of these scores.

`unit` (V, E) float32 has rows of length 1; `positive` (P, E) and `negative` (N, E) are such rows too. Scores are (V,),
the higher the nearer.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

EPSILON = 1e-6  # beneath the fraction of 3CosMul, as Levy and Goldberg have it


def target(positive: np.ndarray, negative: np.ndarray) -> np.ndarray:
    """Σ positive − Σ negative, of length 1: (E,). Each word counts by its direction alone."""
    mean = positive.sum(0, dtype=np.float64) - negative.sum(0, dtype=np.float64)
    return (mean / (np.linalg.norm(mean) or 1.0)).astype(np.float32)


def add(unit: np.ndarray, positive: np.ndarray, negative: np.ndarray) -> np.ndarray:
    """3CosAdd, cos(w, Σ positive − Σ negative). Mikolov et al. 2013; Levy & Goldberg 2014, equation 2."""
    return unit @ target(positive, negative)


def mul(unit: np.ndarray, positive: np.ndarray, negative: np.ndarray) -> np.ndarray:
    """3CosMul, Π cos(w, positive) / (Π cos(w, negative) + ε), cosines moved to [0, 1]. Levy & Goldberg 2014, equation 4."""
    above = ((1 + unit @ positive.T) / 2).prod(1)
    below = ((1 + unit @ negative.T) / 2).prod(1)
    return above / (below + np.float32(EPSILON))


def euclid(vectors: np.ndarray, positive: np.ndarray, negative: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """−‖w − (Σ positive − Σ negative)‖ on the vectors as they are, not of unit length.

    squares (V,): the rows' squared lengths. Taken apart as ‖w‖² − 2 w·x + ‖x‖², so it is exact to about 1e-3 of ‖w‖.
    """
    x = positive.sum(0) - negative.sum(0)
    return -np.sqrt(np.maximum(squares - 2 * (vectors @ x) + x @ x, 0))


def best(scores: np.ndarray, top: int, without: Iterable[int] = ()) -> list[int]:
    """The rows with the `top` highest scores, highest first, those of `without` left out."""
    without = set(without)
    count = min(top + len(without), len(scores))
    if count <= 0:
        return []
    found = _likely(scores, count)
    found = found[np.lexsort((found, -scores[found]))][:count]
    return [int(row) for row in found if int(row) not in without][:top]


def _likely(scores: np.ndarray, count: int) -> np.ndarray:
    """Places of all scores that are no lower than the `count`-th highest, and mostly of few others.

    A score that is high among every 16th is a bar that takes most of the list out, twice as quickly as looking for the
    `count`-th itself.
    """
    sample, place = scores[::16], count // 4 + 2
    if len(sample) > 2 * count + place:
        found = np.flatnonzero(scores >= np.partition(sample, len(sample) - place)[len(sample) - place])
        if len(found) >= count:
            return found
    return np.flatnonzero(scores >= np.partition(scores, len(scores) - count)[len(scores) - count])
