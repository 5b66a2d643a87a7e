"""Sounds as a recogniser might have heard them, made with numpy: peaks of letters in blanks, and tones where they stand."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from core.speech import letters
from core.speech.prefix_beam import search
from core.speech.results import RATE, Clip, Heard, PrefixBeam

HOP, BANDS, SYMBOLS, WIDTH = 0.01, 40, 29, 8
SENTENCE = "how can a thousand frames be twenty letters"
# Letter, the middle of its peak in frames, how wide and how high it is; greedy leaves out the c.
QUICK = (
    ("t", 6, 1.4, 0.93), ("h", 10, 1.2, 0.95), ("e", 14.5, 2, 0.97), (" ", 22, 1.3, 0.95), ("q", 29, 1.3, 0.93),
    ("u", 33.5, 1.7, 0.94), ("i", 40, 2.2, 0.96), ("c", 48, 1.15, 0.44), ("k", 53, 1.4, 0.94),
)  # fmt: skip
HELLO = (
    ("h", 5, 1.5, 0.9), ("e", 12, 1.6, 0.92), ("l", 18, 1.4, 0.95), ("l", 23, 1.2, 0.9), ("o", 33, 2.5, 0.96),
)  # fmt: skip
FRAMES = {"quick": 60, "hello": 40, "long": 240, "dense": 120, "one": 1, "wild": 50}


def peaks(name: str) -> tuple[tuple[str, float, float, float], ...]:
    """The letters of a sample, where and how clearly they are said."""
    if name in ("quick", "hello"):
        return {"quick": QUICK, "hello": HELLO}[name]
    if name in ("long", "dense"):
        rng, frames = np.random.default_rng(3), FRAMES[name]
        at = np.linspace(5, frames - 8, len(SENTENCE))
        return tuple(
            (c, m, 1 + 0.3 * rng.random(), 0.7 + 0.29 * rng.random()) for c, m in zip(SENTENCE, at, strict=True)
        )
    return ()


def log_probs(name: str) -> np.ndarray:
    """Natural logs of each symbol's probability, (T, 29) float32. "one": a single frame; "wild": any symbol at any time."""
    frames, t = FRAMES[name], np.arange(FRAMES[name])
    y = np.full((frames, SYMBOLS), 1e-4)
    for letter, middle, wide, high in peaks(name):
        y[:, letters.SYMBOLS.index(letter)] += high * np.exp(-(((t - middle) / wide) ** 4) * 0.7)
        y[:, letters.SYMBOLS.index("k" if letter == "c" else "e")] += 0.06 * np.exp(-(((t - middle - 1) / wide) ** 2))
    y[:, 0] += np.clip(1 - y[:, 1:].sum(axis=1), 0.02, 1)
    if name == "wild":
        y = np.exp(np.random.default_rng(5).normal(0, 1.5, y.shape))
    return np.log(y / y.sum(axis=1, keepdims=True)).astype(np.float32)


@lru_cache
def heard(name: str) -> Heard:
    """All of it; shared, so not to be changed."""
    y, step = log_probs(name), 0.01 if name == "quick" else 0.03
    seconds = len(y) * step
    t, frames = (
        np.arange(round(seconds * RATE)) / RATE,
        np.random.default_rng(1).normal(-8, 1, (round(seconds / HOP), BANDS)),
    )
    for letter, middle, *_ in peaks(name):
        at, band = round(middle * step / HOP), ord(letter) * 7 % 30
        frames[max(0, at - 6) : at + 6, band : band + 4] += 6
    sound = (0.2 * np.sin(2 * np.pi * 220 * t) * (0.5 + 0.5 * np.sin(8 * np.pi * t))).astype(np.float32)
    return Heard(Clip(sound, RATE), frames.astype(np.float32), HOP, y, step, step / 2)


@lru_cache
def beam(name: str, width: int = WIDTH) -> PrefixBeam:
    """The prefix beam search over it."""
    return search(heard(name).log_probs, width)


def written(name: str, width: int = WIDTH) -> str:
    """What that search writes."""
    return letters.decode(beam(name, width).at(-1, 1)[0].labels)
