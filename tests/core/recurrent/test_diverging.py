"""A training that diverges and one that is saved: what happens, that it happens again, and what is told of it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.recurrent import diverging
from core.recurrent.options import DivergeConfig
from core.recurrent.results.gradients import Training


def run(config: DivergeConfig):
    job, reports = diverging.diverge(config), []
    while True:
        try:
            reports.append(next(job))
        except StopIteration as done:
            return done.value, reports


@pytest.fixture(scope="module")
def first():
    return run(DivergeConfig())


def test_not_clipped_it_ends_worse_than_guessing_and_clipped_it_learns(first):
    found, reports = first
    assert found.nothing_known == pytest.approx(math.log(36))
    since = found.free.diverged(found.nothing_known)
    assert since is not None and since < 60 and (found.free.losses[since:] > math.log(36)).all()
    assert found.free.last > 10 and found.free.largest > 50
    assert found.clipped.diverged(found.nothing_known) is None and found.clipped.last < 0.6
    assert reports == sorted(reports) and reports[-1] == 1


def test_both_begin_alike(first):
    found, _ = first
    assert found.free.losses[0] == found.clipped.losses[0] and found.free.norms[0] == found.clipped.norms[0]
    assert found.free.losses[0] == pytest.approx(math.log(36), abs=0.3)


def test_the_same_seed_gives_the_same_and_another_another(first):
    short = DivergeConfig(steps=40)
    again, other = run(short)[0], run(DivergeConfig(steps=40, seed=2))[0]
    assert np.array_equal(again.free.losses, first[0].free.losses[:40])
    assert np.array_equal(again.clipped.norms, first[0].clipped.norms[:40])
    assert not np.array_equal(again.free.losses, other.free.losses)


def test_where_nothing_is_finite_it_ends_and_the_other_goes_on():
    found, _ = run(DivergeConfig(rate=1e38, limit=1e-38, steps=30))
    assert found.free.ended_at is not None and np.isnan(found.free.losses[-1])
    assert found.free.diverged(found.nothing_known) is not None
    assert found.clipped.ended_at is None and np.isfinite(found.clipped.losses).all()
    assert math.isfinite(found.free.last) or found.free.ended_at == 0


def test_a_slow_one_needs_no_clipping():
    found, _ = run(DivergeConfig(rate=0.5, limit=5.0, steps=60))
    assert found.free.diverged(found.nothing_known) is None
    assert np.array_equal(found.free.losses, found.clipped.losses)


@pytest.mark.parametrize(
    ("losses", "since"),
    [
        ([1] * 30 + [9] * 40, 36),  # 7 nines among 20 are a mean of 3.8
        ([9] * 30, 0),
        ([9] * 5 + [1] * 60, None),
        ([1] * 60 + [9], None),  # one bad batch
        ([1] * 30 + ([9] * 9 + [1]) * 5, 36),  # one good batch in ten
        ([1] * 3 + [np.nan] * 30, 3),
    ],
)
def test_since_when_it_has_diverged(losses, since):
    training = Training(np.array(losses, dtype=float), np.ones(len(losses)), None)
    assert training.diverged(3.58) == since


def test_the_last_losses_are_those_of_steps_that_were_made():
    assert Training(np.array([5.0] * 10 + [1.0] * 20), np.ones(30), None).last == 1
    assert Training(np.array([4.0, 2.0, np.nan]), np.array([1.0, 8.0, np.nan]), 2).last == 3
    assert Training(np.array([4.0, 2.0, np.nan]), np.array([1.0, 8.0, np.inf]), 2).largest == 8
