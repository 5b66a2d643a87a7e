"""The Word Embedding Association Test. Caliskan, Bryson & Narayanan 2017, Science 356, "WEAT" in the methods."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np

from core.errors import UserError
from core.words.results import Weat
from core.words.vectors import WordVectors

EXHAUSTIVE = 20_000  # partitions that are all gone through; of more, so many are drawn
SAME = 1e-12  # sums that differ by less are equal but for rounding


def weat(
    wv: WordVectors, X: Sequence[str], Y: Sequence[str], A: Sequence[str], B: Sequence[str], *, seed: int = 0
) -> Weat:
    """How much more the targets X than Y go with the attributes A rather than B: effect size and p-value.

    s(w) = mean_a cos(w, a) − mean_b cos(w, b); d = (mean_X s − mean_Y s) / std_{X∪Y} s, the standard deviation over
    |X| + |Y| words. p is the share of all partitions of X ∪ Y into parts of these sizes whose Σ_X s − Σ_Y s is larger;
    beyond 20,000 partitions, (1 + larger) / (1 + drawn) of 20,000 drawn with the seed.
    Raises UserError for a word without a vector or an empty list.
    """
    if not (len(X) and len(Y) and len(A) and len(B)):
        raise UserError("debiasing.empty_list")
    s = associations(wv, [*X, *Y], A, B)  # (|X| + |Y|,)
    ours, spread = s[: len(X)], s.std()
    difference = float(ours.mean() - s[len(X) :].mean())
    effect = difference / float(spread) if spread > 0 else 0.0
    count = comb(len(s), len(X))
    if count <= EXHAUSTIVE:
        larger = _larger(s[_partitions(len(s), len(X))].sum(1), ours.sum())
        return Weat(effect, larger / count, s, True, count, difference)
    larger = _larger(_drawn(s, len(X), seed), ours.sum())
    return Weat(effect, (1 + larger) / (1 + EXHAUSTIVE), s, False, EXHAUSTIVE, difference)


def associations(wv: WordVectors, words: Sequence[str], A: Sequence[str], B: Sequence[str]) -> np.ndarray:
    """s(w, A, B) of each word (n,)."""
    w, a, b = (unit_rows(wv, group) for group in (words, A, B))
    return (w @ a.T).mean(1) - (w @ b.T).mean(1)


def known(wv: WordVectors, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those of the words that have a vector, in lower case where they have none as written; and those that have none."""
    spelt = {word: word if word in wv else word.lower() for word in words}
    return (
        list(dict.fromkeys(s for s in spelt.values() if s in wv)),
        [word for word, s in spelt.items() if s not in wv],
    )


def unit_rows(wv: WordVectors, words: Sequence[str]) -> np.ndarray:
    """The words' vectors, each of length 1, in double precision (n, E)."""
    rows = wv.vectors[wv.rows(words)].astype(np.float64)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(float).tiny)


def _larger(sums: np.ndarray, ours: float) -> int:
    """How many partitions have a larger sum over X: with a fixed total, those with a larger difference to Y's."""
    return int((sums > ours + SAME).sum())


def _partitions(words: int, first: int) -> np.ndarray:
    """All choices of `first` of the words (count, first)."""
    return np.array(list(combinations(range(words), first)), dtype=np.intp)


def _drawn(s: np.ndarray, first: int, seed: int) -> np.ndarray:
    """Σ s over the first part of partitions that are drawn at random (EXHAUSTIVE,)."""
    generator = np.random.default_rng(seed)
    found = [
        s[generator.random((5_000, len(s))).argpartition(first - 1, axis=1)[:, :first]].sum(1)
        for _ in range(EXHAUSTIVE // 5_000)
    ]
    return np.concatenate(found)
