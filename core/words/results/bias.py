"""Words along a direction, what debiasing makes of them, and what is measured of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from core.words.results.scores import Evaluation

Found = list[tuple[str, float]]


@dataclass(frozen=True)
class Subspace:
    """What pairs of words differ in: the unit vector (E,) of the first component, and each component's share of their
    variance, largest first (at most one a pair)."""

    direction: np.ndarray
    shares: np.ndarray


@dataclass(frozen=True)
class Identified:
    """The direction (E,), the shares of the pairs' components, and those of random pairs."""

    direction: np.ndarray
    shares: np.ndarray
    random: np.ndarray


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

    def equalised(self, word: str = "") -> EqualPair | None:
        """The pair of that word if it can be equalised, else the first that can."""
        able = [pair for pair in self.pairs if pair.after is not None]
        return next((pair for pair in able if word in pair.words), able[0] if able else None)


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


@dataclass(frozen=True)
class Measured:
    """Scores before, after neutralising, after equalising; the association tests at these stages; and told, how often a
    classifier is right about the sides of the most biased words, None where the vocabulary has too few."""

    scores: tuple[Evaluation, Evaluation, Evaluation]
    tests: tuple[Association, ...]
    told: tuple[float, float, float] | None = None

    def most_changed(self) -> tuple[str, tuple[float, float, float]] | None:
        """The category of analogies whose score differs most between the first stage and the last, and its share at the
        three; None where no category is covered."""
        shares = {
            name: tuple(scores.analogies[name].share for scores in self.scores) for name in self.scores[0].analogies
        }
        return max(shares.items(), key=lambda item: abs(item[1][2] - item[1][0]), default=None)


@dataclass(frozen=True)
class Near:
    """Before and after: each word's nearest words, and of some words what stands to the first word of the first pair as
    the word does to the second."""

    neighbours: Mapping[str, tuple[Found, Found]]
    analogies: Mapping[str, tuple[Found, Found]]


@dataclass(frozen=True)
class Left:
    """What stays behind: the words of either side, how well the sides are told before and after, and of the words'
    `nearest` so many among these the part that is of their own side (before, after). control: how often the classifier is
    right after neutralising along directions of pairs drawn at random; None for a visitor's own words."""

    first: list[str]
    second: list[str]
    before: Remaining
    after: Remaining
    company: tuple[float, float]
    nearest: int
    control: float | None = None


@dataclass(frozen=True)
class Soft:
    """Soft debiasing at one strength λ: the part of the neutral words' mean |e·g| that is left, d of an association test,
    and WordSim-353."""

    strength: float
    along: float
    effect: float
    wordsim: float
