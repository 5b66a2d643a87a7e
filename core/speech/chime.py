"""The chime that a device gives when it has heard its word: two soft tones, made here and mixed into the sound."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

TONES = ((659.26, 0.0), (987.77, 0.11))  # Hz and the second at which it begins: e″ and b″, a fifth
FALL = 0.16  # seconds in which a tone falls to 1/e
RISE = 0.008  # seconds in which it comes in, so that it does not click
SECONDS = 0.7
PEAK = 0.35


def chime(rate: int) -> np.ndarray:
    """One chime, (N,) float32: each tone with an octave above it at a fifth of its strength."""
    t = np.arange(int(SECONDS * rate)) / rate
    wave = np.zeros(len(t))
    for height, begins in TONES:
        since = np.maximum(t - begins, 0.0)
        shape = np.minimum(since / RISE, 1.0) * np.exp(-since / FALL)
        wave += shape * (np.sin(2 * np.pi * height * since) + 0.2 * np.sin(4 * np.pi * height * since))
    closing = np.minimum((len(t) - 1 - np.arange(len(t))) / (0.02 * rate), 1.0)  # it ends at 0
    wave *= closing
    return (PEAK * wave / np.abs(wave).max()).astype(np.float32)


def with_chimes(samples: np.ndarray, rate: int, events: Sequence[float]) -> np.ndarray:
    """The sound (N,) with a chime at each event (seconds), float32; longer by what the last chime needs.

    Where the sum would pass full scale the whole is made quieter, so that nothing is cut off.
    """
    sound = chime(rate)
    starts = [round(event * rate) for event in events]
    length = max([len(samples), *(start + len(sound) for start in starts)])
    mixed = np.zeros(length, dtype=np.float64)
    mixed[: len(samples)] = samples
    for start in starts:
        mixed[start : start + len(sound)] += sound
    return (mixed / max(1.0, float(np.abs(mixed).max(initial=0.0)))).astype(np.float32)
