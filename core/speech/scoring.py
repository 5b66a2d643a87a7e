"""How good a detector is: words missed, false alarms an hour, each with its 95 % interval.

A word counts as found if an event falls within ``WITHIN`` seconds of its end. Accuracy over steps is here too, to show why
it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import beta, chi2

from core.speech import compose
from core.speech.arithmetic import OURS
from core.speech.results import Detection, Score

WITHIN = (-0.35, 0.75)  # seconds from the word's end to the event


def is_found(events: Sequence[float], end: float) -> bool:
    """Whether one of the events belongs to the word that ended there."""
    return any(WITHIN[0] <= event - end <= WITHIN[1] for event in events)


def binomial(count: int, total: int) -> tuple[float, float]:
    """95 % interval of a share seen ``count`` times in ``total``. Clopper and Pearson 1934."""
    low = beta.ppf(0.025, count, total - count + 1) if count else 0.0
    high = beta.ppf(0.975, count + 1, total - count) if count < total else 1.0
    return float(low), float(high)


def poisson(count: int, exposure: float = 1.0) -> tuple[float, float]:
    """95 % interval of a rate seen ``count`` times in ``exposure`` hours. Garwood 1936."""
    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return float(low) / exposure, float(chi2.ppf(0.975, 2 * count + 2) / 2) / exposure


@dataclass(frozen=True)
class Share:
    """``count`` of ``total``, with its interval."""

    count: int
    total: int

    @property
    def rate(self) -> float:
        """The share itself; nan of nothing."""
        return self.count / self.total if self.total else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval."""
        return binomial(self.count, self.total) if self.total else (0.0, 1.0)


def accuracy(probabilities: np.ndarray, y: np.ndarray, threshold: float = 0.5) -> float:
    """The share of steps at which ŷ ≥ threshold agrees with y."""
    return float(np.mean((np.asarray(probabilities) >= threshold) == (np.asarray(y) > 0.5)))


def score(detection: Detection, threshold: float, ends: Sequence[float]) -> Score:
    """Accuracy over steps beside words and false alarms, where it is known when the words end (seconds)."""
    y = compose.labels(ends, len(detection.probabilities))
    hits = [is_found(detection.events, end) for end in ends]
    false = [event for event in detection.events if not any(is_found([event], end) for end in ends)]
    return Score(
        len(y),
        int(y.sum()),
        accuracy(detection.smoothed, y, threshold),
        accuracy(np.zeros(len(y)), y),
        sum(hits),
        len(ends),
        len(false),
    )


def accuracy_of_silence(words: int, hours: float) -> float:
    """The accuracy over steps of a detector that never fires, in so many hours with so many words."""
    steps = OURS.sizes(3600 * hours)[2]
    ones = int(compose.labels([1.0], 500).sum())
    return 1.0 - words * ones / steps


def nearest(thresholds: Sequence[float], threshold: float) -> int:
    """Which of the measured thresholds is nearest to this one; of two equally near the first."""
    return int(np.argmin(np.abs(np.asarray(thresholds) - threshold)))
