"""X_ij: how often words stand beside one another in a text, by shifted slices.

The text is laid beside itself, shifted by d words, for each distance d of the window: what then stands opposite are the pairs
at that distance, all at once. Pennington et al. 2014, section 3; the weight 1/d is of section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from core.words import corpus
from core.words.corpus import Corpus

WEIGHTINGS = ("1/d", "1")


def count(
    text: Corpus | Iterable[Sequence[str]],
    *,
    window: int,
    weighting: str = "1/d",
    symmetric: bool = True,
    min_count: int = 1,
    most: int = 0,
) -> tuple[tuple[str, ...], sparse.csr_matrix]:
    """The words of a text, most frequent first, and X (V, V) float64.

    text: a corpus, or sentences as lists of words, of which a vocabulary is made (`min_count`, `most`: see `corpus.build`). Words
    that are not in it are passed over, and a sentence's end ends the window. weighting: a neighbour at distance d counts
    "1/d" or "1". symmetric: X_ij counts j on both sides of i; without, only j to the left of i, as in GloVe's own counter.
    """
    found = text if isinstance(text, Corpus) else corpus.build(text, min_count, most)
    size, far = len(found.words), min(window, _longest(found) - 1)
    within = _within(found)
    cells = [_pairs(found.tokens, within, d, size) * far + (d - 1) for d in range(1, far + 1)]
    keys = np.sort(np.concatenate([np.zeros(0, np.int64), *cells]))
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    cell, distance = np.divmod(keys[begins], max(1, far))
    times = np.diff(np.append(begins, len(keys)))
    values = times * _weights(far, weighting)[distance]
    left = sparse.csr_matrix((values, np.divmod(cell, max(1, size))), shape=(size, size))
    return found.words, (left + left.T).tocsr() if symmetric else left


def row(text: Corpus, place: int, window: int, weighting: str = "1/d", symmetric: bool = True) -> np.ndarray:
    """Row `place` of X (V,) float64, from the positions of that one word. See `count`."""
    size, weights = len(text.words), _weights(window, weighting)
    at = np.flatnonzero(text.tokens == place)
    sentence = np.searchsorted(text.starts, at, "right")
    sides = [(-1, at - text.starts[sentence - 1]), (1, text.starts[sentence] - 1 - at)]
    found = np.zeros(size)
    for side, room in sides if symmetric else sides[:1]:
        left = at
        for d, weight in enumerate(weights, 1):
            inside = room >= d
            left, room = left[inside], room[inside]
            found += weight * np.bincount(text.tokens[left + side * d], minlength=size)
    return found


def weight(x: np.ndarray, x_max: float, power: float = 0.75) -> np.ndarray:
    """f(X) = min(1, (X / x_max)^power), how much a cell counts in GloVe's cost; x_max 0: 1 wherever X > 0. f(0) = 0.

    Pennington et al. 2014, equation 9.
    """
    return np.minimum(1.0, (x / x_max) ** power) if x_max else (x > 0).astype(float)


def _weights(window: int, weighting: str) -> np.ndarray:
    """What a neighbour counts at each distance 1 … window."""
    if weighting not in WEIGHTINGS:
        raise ValueError(f"weighting {weighting!r} is none of {WEIGHTINGS}")
    return 1 / np.arange(1, window + 1) if weighting == "1/d" else np.ones(window)


def _longest(text: Corpus) -> int:
    """Words of the longest sentence, at least 1."""
    return max(1, int(np.diff(text.starts).max(initial=1)))


def _within(text: Corpus) -> np.ndarray:
    """How many words stand before each word in its sentence (n,)."""
    return np.arange(text.kept) - np.repeat(text.starts[:-1], np.diff(text.starts))


def _pairs(tokens: np.ndarray, within: np.ndarray, d: int, size: int) -> np.ndarray:
    """All pairs at distance d as i · V + j, where j stands to the left of i."""
    inside = np.flatnonzero(within[d:] >= d)
    return tokens[d:][inside].astype(np.int64) * size + tokens[inside]
