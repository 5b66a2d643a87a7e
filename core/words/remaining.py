"""What debiasing leaves behind: words of one side still stand together. Gonen & Goldberg 2019, "Lipstick on a Pig".

Words get their side by the sign of their projection *before* debiasing; then it is asked how well the vectors after it
still give that side away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from core.errors import UserError
from core.words import debias
from core.words.results import Remaining
from core.words.vectors import WordVectors
from core.words.weat import unit_rows

SIDE = 100  # words a side of which is asked at first
FEWEST = 5  # words a side
FOLDS = 5
DRAWS = 3  # directions of random pairs


def most_biased(
    wv: WordVectors, direction: np.ndarray, count: int, without: Iterable[str], among: int | None = None
) -> tuple[list[str], list[str]]:
    """The `count` words with the largest projections on the direction and the `count` with the smallest, most extreme
    first, of the `among` most frequent words (of all if None) without some."""
    without = set(without)
    along = wv.unit[:among] @ np.asarray(direction, np.float32)  # (among,)
    order = [row for row in np.argsort(-along, kind="stable") if wv.words[row] not in without]
    if len(order) < 2 * count:
        raise UserError("debiasing.too_few", least=2 * count)
    return [wv.words[row] for row in order[:count]], [wv.words[row] for row in order[: -count - 1 : -1]]


def sides(wv: WordVectors, direction: np.ndarray, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words on the direction's side and those on the other. UserError where either has fewer than five."""
    along = unit_rows(wv, words) @ np.asarray(direction, np.float64)
    first, second = ([w for w, x in zip(words, along, strict=True) if (x > 0) == up] for up in (True, False))
    if min(len(first), len(second)) < FEWEST:
        raise UserError("debiasing.too_few_own", first=len(first), second=len(second), least=FEWEST)
    return first, second


def remaining(wv: WordVectors, first: Sequence[str], second: Sequence[str], *, seed: int = 0) -> Remaining:
    """How well the vectors tell `first` from `second`.

    Clusters: k-means with two, the share of words in the cluster of their side (at least a half). Classifier: as `told`.
    The map is that of the two main components. Section 4 of the paper, "Clustering" and "Classification".
    """
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA

    vectors = unit_rows(wv, [*first, *second])  # (n, E)
    found = KMeans(2, n_init=10, random_state=seed).fit_predict(vectors)
    alike = float((found == _sides(first, second)).mean())
    places = PCA(2, random_state=seed).fit_transform(vectors)
    return Remaining(max(alike, 1 - alike), told(wv, first, second, seed=seed), places.astype(np.float32))


def told(wv: WordVectors, first: Sequence[str], second: Sequence[str], *, seed: int = 0) -> float:
    """How often a classifier is right about the side of words that it was not trained on: a support vector machine with
    radial kernel, by cross-validation in five parts. Section 4 of the paper, "Classification"."""
    from sklearn.model_selection import StratifiedKFold, cross_val_score
    from sklearn.svm import SVC

    folds = StratifiedKFold(min(FOLDS, len(first), len(second)), shuffle=True, random_state=seed)
    right = cross_val_score(SVC(), unit_rows(wv, [*first, *second]), _sides(first, second), cv=folds)
    return float(right.mean())


def control(wv: WordVectors, pairs: int, count: int, among: int | None = None, *, seed: int = 0) -> float:
    """The same with directions that mean nothing: those of so many pairs drawn at random. The most extreme words along
    each are neutralised, and `told` of their sides; the mean of three draws.

    What it gives is how far the measure goes without any prejudice, only because words that share one thing share others.
    """
    generator, found = np.random.default_rng(seed), []
    for _ in range(DRAWS):
        g = debias.bias_direction(wv, debias.random_pairs(wv, pairs, generator))
        first, second = most_biased(wv, g, count, (), among)
        words = first + second
        few = WordVectors(words, wv.vectors[wv.rows(words)])
        found.append(told(debias.neutralize(few, words, g), first, second))
    return float(np.mean(found))


def _sides(first: Sequence[str], second: Sequence[str]) -> np.ndarray:
    """1 for each of the first words, then 0 for each of the second (n,)."""
    return np.repeat([1, 0], [len(first), len(second)])


def neighbours(
    wv: WordVectors, words: Sequence[str], first: Iterable[str], second: Iterable[str], top: int
) -> np.ndarray:
    """Of each word's `top` nearest among `first` and `second` the share that is of `first` (n,).
    The paper's section 4, "Bias-by-neighbors", with the two sides as the only candidates."""
    first, second = list(first), list(second)
    candidates = [*first, *second]
    scores = unit_rows(wv, words) @ unit_rows(wv, candidates).T  # (n, candidates)
    scores[np.array(words)[:, None] == np.array(candidates)] = -np.inf  # a word is no neighbour of its own
    best = np.argsort(-scores, axis=1, kind="stable")[:, :top]
    return (best < len(first)).mean(1)


def company(wv: WordVectors, first: Sequence[str], second: Sequence[str], top: int) -> float:
    """Of the words' `top` nearest among all of these the part that is of a word's own side, on the mean over sides."""
    ours, theirs = (neighbours(wv, words, first, second, top).mean() for words in (first, second))
    return float((ours + 1 - theirs) / 2)
