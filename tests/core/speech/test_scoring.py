"""Intervals against published tables and simulation."""

import numpy as np
import pytest
from scipy.stats import binom, poisson

from core.speech import scoring
from core.speech.results import Detection


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (3, 0.619, 8.767), (10, 4.795, 18.390)]
)
def test_poisson_intervals_are_those_of_the_tables(count: int, low: float, high: float):
    """Garwood's limits as tabulated, for example, by Pearson and Hartley, table 40."""
    assert scoring.poisson(count) == pytest.approx((low, high), abs=1e-3)


def test_none_in_six_hours_is_what_it_takes_to_claim_less_than_one_in_two():
    assert scoring.poisson(0, 7.4)[1] < 0.5 < scoring.poisson(0, 6.0)[1] < 0.62


@pytest.mark.parametrize(("count", "total"), [(0, 30), (1, 20), (5, 50), (20, 20)])
def test_binomial_limits_have_the_tails_they_claim(count: int, total: int):
    low, high = scoring.binomial(count, total)
    if count:
        assert binom.sf(count - 1, total, low) == pytest.approx(0.025, abs=1e-9)
    if count < total:
        assert binom.cdf(count, total, high) == pytest.approx(0.025, abs=1e-9)
    assert low <= count / total <= high


def test_poisson_limits_have_the_tails_they_claim():
    low, high = scoring.poisson(4)
    assert poisson.sf(3, low) == pytest.approx(0.025) and poisson.cdf(4, high) == pytest.approx(0.025)


def test_accuracy_praises_a_detector_that_never_fires():
    y = np.zeros(1000)
    y[:18] = 1
    assert scoring.accuracy(np.zeros(1000), y) == pytest.approx(0.982)
    assert scoring.accuracy(y, y) == 1.0


def test_a_word_is_found_by_an_event_near_its_end():
    assert scoring.is_found([5.1], 5.0) and not scoring.is_found([4.0, 6.5], 5.0)


def test_a_score_counted_by_hand():
    p = np.zeros(492)
    p[200:210] = 0.8  # from 4.172 to 4.352 s
    found = scoring.score(Detection(p, 0.02, (4.2, 6.0, 7.5), p, 0.172), 0.5, (4.0, 8.0))
    assert (found.words, found.found, found.false) == (2, 1, 2)
    assert (found.steps, found.ones) == (492, 2 * 18)
    # of the ten steps at or above it all lie within 0.36 s after the first word: 26 ones are missed, no zero is hit
    assert found.accuracy == pytest.approx((492 - 26) / 492) and found.always_no == pytest.approx((492 - 36) / 492)


def test_silence_is_right_for_hours():
    assert scoring.accuracy_of_silence(1, 1.0) == pytest.approx(1 - 18 / (3600 / 0.02), abs=1e-6)
    assert scoring.accuracy_of_silence(0, 2.0) == 1.0


def test_the_nearest_threshold():
    thresholds = (0.5, 0.7, 0.9)
    assert [scoring.nearest(thresholds, at) for at in (0.0, 0.59, 0.61, 0.75, 1.0)] == [0, 0, 1, 1, 2]
    assert scoring.nearest((0.25, 0.75), 0.5) == 0
