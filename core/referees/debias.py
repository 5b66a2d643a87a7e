"""The independent checks of debiasing: scikit-learn's PCA, every partition of a small association test by plain loops,
and what must hold after hard debiasing, measured on the vectors themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import sqrt

import numpy as np

from core.words.vectors import WordVectors


def first_component(wv: WordVectors, pairs: Sequence[Sequence[str]]) -> tuple[np.ndarray, float]:
    """The first component (E,) of the pairs, each centred on its middle, and its share of their variance, by scikit-learn."""
    from sklearn.decomposition import PCA

    sets = [np.array([wv[w] / np.linalg.norm(wv[w]) for w in pair], np.float64) for pair in pairs]
    found = PCA().fit(np.concatenate([rows - rows.mean(0) for rows in sets]))
    return found.components_[0], float(found.explained_variance_ratio_[0])


def partitions(
    wv: WordVectors, X: Sequence[str], Y: Sequence[str], A: Sequence[str], B: Sequence[str]
) -> tuple[float, float]:
    """Effect size and p of an association test, word by word and partition by partition, with numbers of plain Python."""

    def cosine(a: str, b: str) -> float:
        pairs = list(zip(wv[a].tolist(), wv[b].tolist(), strict=True))
        return sum(x * y for x, y in pairs) / sqrt(sum(x * x for x, _ in pairs) * sum(y * y for _, y in pairs))

    words = [*X, *Y]
    s = [sum(cosine(w, a) for a in A) / len(A) - sum(cosine(w, b) for b in B) / len(B) for w in words]
    total, ours = sum(s), sum(s[: len(X)])
    larger = count = 0
    for part in combinations(range(len(words)), len(X)):
        first = sum(s[i] for i in part)
        larger += first - (total - first) > ours - (total - ours) + 1e-12
        count += 1
    mean = total / len(s)
    spread = sqrt(sum((v - mean) ** 2 for v in s) / len(s))
    return (ours / len(X) - (total - ours) / len(Y)) / spread, larger / count


def furthest(wv: WordVectors, words: Sequence[str], direction: np.ndarray) -> float:
    """The largest |e·g| of the words."""
    return max((abs(float(wv[word].astype(np.float64) @ direction)) for word in words), default=0.0)


def distances(wv: WordVectors, word: str, pair: tuple[str, str]) -> tuple[float, float]:
    """How far a word is from either word of a pair."""
    a, b = (float(np.linalg.norm(wv[word].astype(np.float64) - wv[one])) for one in pair)
    return a, b
