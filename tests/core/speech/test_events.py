"""From probabilities to events, against loops that say what is meant."""

import numpy as np
import pytest

from core.speech import events
from core.speech.options import DetectorConfig


@pytest.mark.parametrize("count", [1, 2, 3, 7, 50])
def test_smoothing_is_the_mean_of_the_last(count: int):
    p = np.random.default_rng(count).random(30).astype(np.float32)
    meant = [np.mean(p[max(0, t - count + 1) : t + 1], dtype=np.float64) for t in range(len(p))]
    assert events.smooth(p, count) == pytest.approx(meant, abs=1e-12)


def brute(p: np.ndarray, threshold: float, agree: int, rest: int) -> list[int]:
    """Every t at which the last `agree` steps, and not the one before them, reach the threshold; then none for `rest` steps."""
    found: list[int] = []
    for t in range(agree - 1, len(p)):
        begins = t - agree < 0 or p[t - agree] < threshold
        if begins and all(p[t - k] >= threshold for k in range(agree)) and (not found or t - found[-1] >= rest):
            found.append(t)
    return found


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("agree", [1, 2, 5])
def test_firing_against_brute_force(seed: int, agree: int):
    generator = np.random.default_rng(seed)
    p = events.smooth(generator.random(300), 4)
    rest = int(generator.integers(0, 40))
    config = DetectorConfig(threshold=0.55, agree=agree, refractory=rest * 0.02)
    assert events.fired(p, config, 0.02).tolist() == brute(p, 0.55, agree, rest)


def test_one_long_run_fires_once():
    config = DetectorConfig(threshold=0.5, agree=3, refractory=0.1)
    assert events.fired(np.ones(1000), config, 0.02).tolist() == [2]


def test_nothing_of_nothing():
    assert len(events.fired(events.smooth(np.zeros(0), 3), DetectorConfig(), 0.02)) == 0
