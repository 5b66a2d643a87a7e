"""Words along a direction, what debiasing makes of them, and what is measured of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Subspace:
    """What pairs of words differ in: the unit vector (E,) of the first component, and each component's share of their
    variance, largest first (at most one a pair)."""

    direction: np.ndarray
    shares: np.ndarray


@dataclass(frozen=True)
class Equalized:
    """A pair made alike: ‖ν‖, μ·g, 1 − ‖ν‖², and of the words (n) their new vectors (n, E), lengths and places e·g."""

    nu_length: float
    mean_along: float
    under_root: float
    vectors: np.ndarray
    lengths: np.ndarray
    along: np.ndarray


@dataclass(frozen=True)
class EqualPair:
    """A pair of words, its places e·g and its lengths as given (2,), and what equalising makes of it: None where its
    words do not differ along the direction."""

    words: tuple[str, str]
    along: np.ndarray
    lengths: np.ndarray
    after: Equalized | None


@dataclass(frozen=True)
class AlongLine:
    """Words along a direction before, after neutralising, after equalising (n, 3), and the pairs; form: "paper", or the
    mistake made in equalising."""

    words: tuple[str, ...]
    along: np.ndarray
    pairs: tuple[EqualPair, ...]
    form: str


@dataclass(frozen=True)
class Weat:
    """An association test: effect size d, one-sided p, s(w) of the words of X and then of Y (n,), whether p went through
    all partitions, how many were looked at, and mean_X s − mean_Y s. ``effect, p = weat(…)`` works."""

    effect: float
    p: float
    associations: np.ndarray
    exact: bool
    partitions: int
    difference: float

    def __iter__(self) -> Iterator[float]:
        return iter((self.effect, self.p))


@dataclass(frozen=True)
class Association:
    """An association test at three stages: names of its lists, how many of its words have no vector, d as found with
    people, and the results before, after neutralising and after equalising."""

    name: str
    names: tuple[str, str, str, str]
    missing: int
    people: str
    results: tuple[Weat, Weat, Weat]


@dataclass(frozen=True)
class Remaining:
    """How well words' sides before debiasing can still be told from the vectors given: share of words that two clusters
    part alike, and that a classifier trained on others gets right; and a map of the words (n, 2)."""

    clusters: float
    classifier: float
    places: np.ndarray
