"""A sound that comes in chunks: what is carried from each to the next, and what becomes of the answers where it is not.

A `Stream` keeps three things between two chunks: samples that do not fill a frame yet, frames that do not fill the
convolution's next window, and the activations of both GRU layers. With these, chunks of any size give what the whole gives.
"""

from __future__ import annotations

import math

import numpy as np

from core.speech.mistakes import apart
from core.speech.results import RATE, Detection, Streamed
from core.speech.trigger import Detector


def in_chunks(
    detector: Detector, samples: np.ndarray, whole: Detection, chunk: float, *, forget: bool = False
) -> Streamed:
    """Listen to samples (N,) at RATE, ``chunk`` seconds at a time. whole: the same sound, heard in one go.

    forget: the mistake of beginning every chunk with activations of zero; all else is kept.
    """
    size, stream, states = round(chunk * RATE), detector.stream(), []
    order = by_weight(detector)
    for begin in range(0, len(samples), size):
        if forget:
            stream.forget()
        stream.feed(samples[begin : begin + size])
        states.append(stream.states[-1][order])
    heard = stream.detection()
    return Streamed(
        chunk,
        forget,
        heard,
        arrivals(len(samples) / RATE, chunk),
        np.array(states, dtype=np.float32).reshape(len(states), len(order)),
        apart(whole.probabilities, heard.probabilities),
    )


def by_weight(detector: Detector) -> np.ndarray:
    """The second layer's units, (H,): first the one that raises ŷ most, last the one that lowers it most."""
    return np.argsort(-detector.network.output.weight[0].numpy(), kind="stable")


def arrivals(total: float, chunk: float) -> np.ndarray:
    """The seconds (C,) by which each chunk of a sound of ``total`` seconds has come."""
    count = math.ceil(round(total / chunk, 6))
    return np.minimum(chunk * np.arange(1, count + 1), total)


def known_at(seconds: float, total: float, chunk: float) -> float:
    """When the chunk has come that brings this moment of the sound: until then nothing can be said of it."""
    return float(min(total, chunk * max(1, math.ceil(round(seconds / chunk, 6)))))
