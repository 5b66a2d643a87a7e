"""From probabilities to moments of firing: smoothing, a threshold, steps that agree, a time of rest."""

from __future__ import annotations

import numpy as np

from core.speech.options import DetectorConfig


def smooth(probabilities: np.ndarray, count: int) -> np.ndarray:
    """The mean of the last ``count`` probabilities at each step, of fewer at the beginning: (T,) -> (T,), float64."""
    sums = np.concatenate([[0.0], np.cumsum(np.asarray(probabilities, dtype=np.float64))])
    steps = np.arange(1, len(sums))
    first = np.maximum(steps - count, 0)
    return (sums[1:] - sums[first]) / (steps - first)


def fired(smoothed: np.ndarray, config: DetectorConfig, step_seconds: float) -> np.ndarray:
    """The steps at which an event is reported: the ``agree``-th step of a run at or above the threshold.

    A run fires once at most, and not within ``refractory`` seconds of the last event; it must then end before another
    can begin. A threshold of 1 is reached by nothing below 1.
    """
    run, last, found = 0, -np.inf, []
    for t, value in enumerate(smoothed.tolist()):
        run = run + 1 if value >= config.threshold else 0
        if run == config.agree and (t - last) * step_seconds >= config.refractory:
            found.append(t)
            last = t
    return np.array(found, dtype=np.int64)
