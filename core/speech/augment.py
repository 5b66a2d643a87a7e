"""Changes that a voice must survive: pitch and speed, a room, a colour of the sound, noise at a given distance in dB.

All take samples (N,) at `results.RATE` and a numpy generator, and give float32; none changes what it is given.
"""

from __future__ import annotations

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft, rfftfreq

from core.speech.results import RATE


def level(samples: np.ndarray) -> float:
    """Root mean square; a little above 0 for silence, so that it may be divided by."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) + 1e-9


def decibels(gain: float | np.ndarray) -> float | np.ndarray:
    """dB of amplitude as a factor."""
    return 10.0 ** (gain / 20.0)


def faster(samples: np.ndarray, factor: float) -> np.ndarray:
    """Played ``factor`` times as fast, so that the pitch rises with it, by straight lines between samples."""
    places = np.arange(0, len(samples) - 1, factor)
    return np.interp(places, np.arange(len(samples)), samples).astype(np.float32)


def stressed(samples: np.ndarray, louder: np.ndarray | float) -> np.ndarray:
    """Parts louder and softer than they were: by so many dB at places evenly spread over it, (K,), and between them."""
    louder = np.atleast_1d(louder)
    gain = np.interp(np.linspace(0, 1, len(samples)), np.linspace(0, 1, len(louder)), decibels(louder))
    return samples * gain.astype(np.float32)


def room(samples: np.ndarray, *, generator: np.random.Generator) -> np.ndarray:
    """In a room: a few early echoes and a tail of noise that falls by 60 dB within 0.1 to 0.6 seconds."""
    count = int(generator.uniform(0.1, 0.6) * RATE)
    tail = generator.standard_normal(count, dtype=np.float32) * np.exp(
        -6.9 * np.linspace(0, 1, count, dtype=np.float32)
    )
    tail[: int(generator.uniform(0.002, 0.02) * RATE)] = 0.0
    direct = decibels(generator.uniform(-2.0, 14.0))  # how much louder the direct sound is than all that comes after
    response = tail / np.sqrt(np.square(tail).sum() + 1e-12)
    response[0] += direct
    size = next_fast_len(len(samples) + count - 1, real=True)
    heard = irfft(rfft(samples, size) * rfft(response, size), size)[: len(samples)]
    return (heard / max(1.0, direct)).astype(np.float32)


def colour(samples: np.ndarray, *, generator: np.random.Generator) -> np.ndarray:
    """Through another microphone: a smooth curve of up to 10 dB over frequency, sometimes a telephone's band."""
    octaves = np.log2(rfftfreq(len(samples), 1 / RATE) + 30.0)
    anchors = np.linspace(octaves[0], octaves[-1], 6)
    curve = np.interp(octaves, anchors, generator.normal(0.0, 4.0, len(anchors)).clip(-10, 10))
    if generator.random() < 0.15:
        heights = 2.0**octaves
        curve += np.where((heights < 300) | (heights > 3400), -30.0, 0.0)
    return irfft(rfft(samples) * decibels(curve).astype(np.float32), len(samples)).astype(np.float32)


def narrowed(samples: np.ndarray, highest: float, lowest: float = 0.0) -> np.ndarray:
    """Without what lies above ``highest`` Hz, or below ``lowest``: 12 dB less at them, and some 24 dB less with each octave
    beyond."""
    heights = rfftfreq(len(samples), 1 / RATE)
    gain = 1.0 / (1.0 + 3.0 * (heights / highest) ** 4) / (1.0 + 3.0 * (lowest / np.maximum(heights, 1.0)) ** 4)
    return irfft(rfft(samples) * gain.astype(np.float32), len(samples)).astype(np.float32)


def noise(count: int, slope: float, *, generator: np.random.Generator) -> np.ndarray:
    """Noise of level 1 whose power falls with frequency as 1/f^slope: 0 white, 1 pink, 2 brown; below 40 Hz it is flat."""
    heights = np.maximum(rfftfreq(count, 1 / RATE), 40.0).astype(np.float32)
    shaped = irfft(rfft(generator.standard_normal(count, dtype=np.float32)) * heights ** np.float32(-slope / 2), count)
    return (shaped / level(shaped)).astype(np.float32)


def at_distance(signal_level: float, samples: np.ndarray, ratio: float) -> np.ndarray:
    """Noise scaled so that a signal of that level is ``ratio`` dB above it."""
    return (samples * (signal_level / level(samples) / decibels(ratio))).astype(np.float32)
