"""What becomes of a composed example on its way to the detector: a narrow line, a hurried speaker, hidden bands and moments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from core.speech import augment, features
from core.speech.results import RATE

HURRIES = 17  # times in an example at which the speed of speech is drawn
WIDEST, LONGEST = 6, 5  # bands and frames that are hidden at once, at most


def recorded(wave: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """As a worse microphone or a narrow line passes it on, most of the time: nothing above 1.6 to 7 kHz; in a third of them
    little below 150 to 400 Hz either."""
    if generator.random() < 0.4:
        return wave
    lowest = generator.uniform(150.0, 400.0) if generator.random() < 0.35 else 0.0
    return augment.narrowed(wave, 1600.0 * 4.4 ** generator.random(), lowest)


def hurried(count: int, generator: np.random.Generator) -> np.ndarray:
    """Where among ``count`` frames to read, (F,), so that some of what is said is faster and some slower, the pitch as it
    was: a quarter or so either way, changing within a word, and all of it, two times in three, slower, down to half the speed. What
    is slower is a part of the whole, from anywhere. A fifth of the examples stay as they are."""
    if generator.random() < 0.2:
        return np.arange(count, dtype=np.float64)
    anchors = np.exp(generator.normal(0.0, 0.25, HURRIES))
    speeds = np.interp(np.linspace(0, HURRIES - 1, count - 1), np.arange(HURRIES), anchors)
    places = np.concatenate([[0.0], np.cumsum(speeds)])
    read = (count - 1) * min(1.0, np.exp(generator.uniform(-0.75, 0.35)))  # of the frames, from here to there
    return generator.uniform(0, count - 1 - read) + places * (read / places[-1])


def between(frames: Tensor, places: np.ndarray) -> Tensor:
    """Frames (B, F, M) at places (B, F) among them, by straight lines."""
    lower = np.minimum(places.astype(np.int64), frames.shape[1] - 2)
    share = torch.from_numpy((places - lower).astype(np.float32))[:, :, None]
    rows = torch.arange(len(frames))[:, None]
    return torch.lerp(frames[rows, torch.from_numpy(lower)], frames[rows, torch.from_numpy(lower + 1)], share)


def masked(frames: Tensor, generator: np.random.Generator) -> Tensor:
    """Frames (B, F, M) with some hidden, in six of ten examples: a few bands throughout, twice, and a few frames, twice;
    the band's mean stands there, so that no one cue is relied on (Park et al. 2019, section 2)."""
    hidden = np.zeros(frames.shape, dtype=bool)
    for i in np.flatnonzero(generator.random(len(hidden)) < 0.6):
        for _ in range(2):
            band, width = generator.integers(0, frames.shape[2]), generator.integers(0, WIDEST + 1)
            frame, length = generator.integers(0, frames.shape[1]), generator.integers(0, LONGEST + 1)
            hidden[i, :, band : band + width] = True
            hidden[i, frame : frame + length] = True
    return torch.where(torch.from_numpy(hidden), frames.mean(dim=1, keepdim=True), frames)


def moved(said: Sequence[tuple[str, float]], places: np.ndarray) -> list[tuple[str, float]]:
    """What is said when (seconds), if the frames are read at ``places``; what they leave out is not said."""
    frames = (np.array([end for _, end in said]) * RATE - features.FRAME) / features.HOP  # the frame that ends there
    read = np.interp(frames, places, np.arange(len(places)), left=-1.0, right=-1.0)
    ends = (read * features.HOP + features.FRAME) / RATE
    return [(text, float(end)) for (text, _), end, at in zip(said, ends, read, strict=True) if at >= 0]
