"""The words nearest to an equation by scikit-learn's own functions over the whole list, in double precision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics.pairwise import cosine_similarity, euclidean_distances
from sklearn.preprocessing import normalize

from core.words.results import Term
from core.words.vectors import WordVectors


def nearest(
    wv: WordVectors, terms: Sequence[Term], method: str, exclude: bool = True, top: int = 10
) -> list[tuple[str, float]]:
    """As WordVectors.most_similar, with nothing of its arithmetic."""
    table = wv.vectors.astype(np.float64)
    rows = [wv.words.index(term.word) for term in terms]
    signs = np.array([[term.sign] for term in terms], dtype=np.float64)
    if method == "mul":
        cosines = (1 + cosine_similarity(table, table[rows])) / 2
        positive = np.prod(cosines[:, signs[:, 0] > 0], axis=1)
        scores = positive / (np.prod(cosines[:, signs[:, 0] < 0], axis=1) + 1e-6)
    elif method == "euclid":
        scores = -euclidean_distances(table, (signs * table[rows]).sum(0, keepdims=True))[:, 0]
    else:
        scores = cosine_similarity(table, (signs * normalize(table[rows])).sum(0, keepdims=True))[:, 0]
    order = [int(row) for row in np.argsort(-scores, kind="stable") if not exclude or row not in rows][:top]
    return [(wv.words[row], float(scores[row])) for row in order]
