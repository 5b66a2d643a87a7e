"""Hearings to draw: bursts of tones in noise, a spectrogram made with numpy, and a smooth probability for each burst."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from app.lessons.speech.trigger_word.picture.payload import centres
from core.speech import events
from core.speech.options import DetectorConfig
from core.speech.results import RATE, Clip, Detection, Hearing

FRAME, HOP, BANDS = 512, 160, 40
STEP, FIRST = 0.02, 0.172
SAID = (("turn", 1.0), ("the music", 2.2), ("activate", 4.0), ("please", 5.8), ("captivate", 7.6))
BURST = 0.6  # seconds
WORDS = tuple((text, start, start + BURST) for text, start in SAID)


def samples(seconds: float, *, seed: int = 0) -> np.ndarray:
    """Bursts of gliding tones where `SAID` puts them, every ten seconds again, over soft noise: (N,) float32."""
    rng = np.random.default_rng(seed)
    wave = rng.normal(0, 0.004, round(seconds * RATE))
    t = np.arange(round(BURST * RATE)) / RATE
    for begin in np.arange(0.0, seconds, 10.0):
        for k, (_, start) in enumerate(SAID):
            sweep = sum(np.sin(2 * np.pi * t * (f + 300 * t * (-1) ** k)) for f in (180 + 40 * k, 700 + 150 * k, 2300))
            first = round((begin + start) * RATE)
            part = wave[first : first + len(t)]
            part += (0.12 * sweep * np.hanning(len(t)))[: len(part)]
    return wave.astype(np.float32)


def frames(wave: np.ndarray) -> np.ndarray:
    """Logarithms of the spectrum's power around each band's middle, (F, BANDS) float32."""
    count = 1 + (len(wave) - FRAME) // HOP
    if count < 1:
        return np.zeros((0, BANDS), dtype=np.float32)
    cut = np.lib.stride_tricks.sliding_window_view(wave, FRAME)[::HOP][:count]
    power = np.abs(np.fft.rfft(cut * np.hanning(FRAME), axis=1)) ** 2  # (F, FRAME / 2 + 1)
    places = np.rint(centres(BANDS) * FRAME / RATE).astype(int)
    return np.log(power[:, places] + 1e-6).astype(np.float32)


def probabilities(seconds: float, *, seed: int = 0) -> np.ndarray:
    """High after each "activate", half as high after "captivate", else near 0: (T,) float32."""
    count = max(0, int((seconds - FIRST) / STEP) + 1)
    times, rng = FIRST + STEP * np.arange(count), np.random.default_rng(seed)
    z = -5 + rng.normal(0, 0.25, count)
    for begin in np.arange(0.0, seconds, 10.0):
        for end, height in ((4.6, 8.2), (8.2, 5.2)):
            since = times - begin - end
            z += height * np.exp(-np.maximum(since, 0) / 0.4 - (np.minimum(since, 0) / 0.1) ** 2)
    return (1 / (1 + np.exp(-z))).astype(np.float32)


def wild(seconds: float, *, seed: int = 0) -> np.ndarray:
    """Up and down at random, so that there are many events at any threshold: (T,) float32."""
    rng = np.random.default_rng(seed)
    z = np.convolve(rng.normal(0, 1, len(probabilities(seconds)) + 8), np.ones(9), mode="valid")
    return (1 / (1 + np.exp(-0.7 * z))).astype(np.float32)


@lru_cache(maxsize=8)
def hearing(seconds: float = 10.0, config: DetectorConfig | None = None, *, seed: int = 0) -> Hearing:
    """All of it, for a clip of so many seconds; shared, so not to be changed."""
    wave = samples(seconds, seed=seed)
    return heard(Hearing(Clip(wave, RATE), frames(wave), HOP / RATE, None), probabilities(seconds, seed=seed), config)


def heard(taken: Hearing, p: np.ndarray, config: DetectorConfig | None = None) -> Hearing:
    """The same sound with other probabilities (T,)."""
    config = config or DetectorConfig()
    smoothed = events.smooth(p, config.smoothing)
    found = tuple(float(FIRST + STEP * t) for t in events.fired(smoothed, config, STEP))
    return replace(taken, detection=Detection(p, STEP, found, smoothed, FIRST))
