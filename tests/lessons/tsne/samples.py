"""Films of made-up points, for tests of the map of points."""

import numpy as np

from core.words.faithful import nearest
from core.words.results import Curve, Film


def film(count: int = 20, frames: int = 5, dimensions: int = 2, k: int = 3, seed: int = 3) -> Film:
    """Points that wander; their true neighbours are those of the last frame but one, so that some are torn away."""
    places, steps = np.random.default_rng(4), np.random.default_rng(seed)
    last = places.normal(size=(count, dimensions))
    wander = np.stack([last + steps.normal(size=last.shape) * 0.15 * (frames - f) for f in range(frames)]).astype(
        np.float32
    )
    near = nearest(last, k)[0].astype(np.int16)
    line = np.linspace(0, 1, frames, dtype=np.float32)
    return Film(
        tuple(f"w{i}" for i in range(count)),
        (np.arange(count) % 3).astype(np.uint8),
        ("a", "b", "c"),
        near,
        np.linspace(1e-2, 1e-6, near.size, dtype=np.float32).reshape(near.shape),
        wander,
        np.arange(frames) * 100,
        Curve(np.arange(frames) * 100, line, line, line),
        max(1, frames - 1) * 100,
        True,
        0.5,
        0.9,
        float("nan"),
    )
