"""A detector for one word: a convolution, two GRU layers that look back only, and a sigmoid at every step.

The network of the course, sized for this task. With x the log-mel frames, of which x_2t is the newest at step t,

    v⟨t⟩ = ReLU(W_v [x_(2t−14), …, x_2t] + b_v)         a convolution over 15 frames, a step every second frame
    a¹⟨t⟩ = GRU¹(v⟨t⟩, a¹⟨t−1⟩),  a²⟨t⟩ = GRU²(a¹⟨t⟩, a²⟨t−1⟩)
    ŷ⟨t⟩ = σ(w · a²⟨t⟩ + b)

so that ŷ⟨t⟩ knows the sound up to its own time and nothing after it. (Frames are counted from −12 there, so that the first
step has a whole window; arrays begin at 0, and their step t reads frames 2t to 2t + 14.) `TriggerNetwork` is what is
trained, on PyTorch's own layers; `Detector` runs the same weights through `core.recurrent`, on a whole clip or piece by
piece with the state kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn

from core import checkpoints
from core.recurrent.cells import GRUCell
from core.recurrent.unroll import trace
from core.speech import events, features
from core.speech.options import DetectorConfig
from core.speech.results import RATE, Detection

KERNEL, STRIDE = 15, 2  # frames
STEP_SECONDS = STRIDE * features.HOP_SECONDS
FIRST_SECONDS = (features.FRAME + (KERNEL - 1) * features.HOP) / RATE  # what the first step has heard
LEVEL, SPREAD = -7.0, 4.0  # of log-mel values, about; they bring the input near 0 and 1


@dataclass(frozen=True)
class TriggerConfig:
    """Sizes: filters of the convolution, units of the first and the second GRU layer.

    bidirectional: the mistake, never in a detector.
    """

    filters: int = 96
    units: int = 160
    top: int = 80
    dropout: float = 0.1
    bidirectional: bool = False


class TriggerNetwork(nn.Module):
    """Frames (B, F, M) -> logits (B, T) with T = 1 + (F − 15) // 2."""

    def __init__(self, config: TriggerConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or TriggerConfig()
        self.convolution = nn.Conv1d(features.MELS, config.filters, KERNEL, STRIDE)
        both = config.bidirectional
        self.first = nn.GRU(config.filters, config.units, batch_first=True, bidirectional=both)
        self.second = nn.GRU(config.units * (1 + both), config.top, batch_first=True, bidirectional=both)
        self.output = nn.Linear(config.top * (1 + both), 1)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, frames: Tensor) -> Tensor:
        return self.head(self.body(frames))

    def body(self, frames: Tensor) -> Tensor:
        """The first layer's activations a¹, (B, T, units)."""
        x = ((frames - LEVEL) / SPREAD).transpose(1, 2)  # (B, M, F)
        v = self.dropout(torch.relu(self.convolution(x))).transpose(1, 2)  # (B, T, filters)
        return self.first(v)[0]

    def head(self, a1: Tensor) -> Tensor:
        """From a¹ (B, T, units) to logits (B, T)."""
        return self.output(self.dropout(self.above(a1))).squeeze(-1)

    def above(self, a1: Tensor) -> Tensor:
        """The second layer's activations a², (B, T, top)."""
        return self.second(self.dropout(a1))[0]


def steps(frames: int) -> int:
    """How many steps the network takes over so many frames."""
    return max(0, 1 + (frames - KERNEL) // STRIDE)


class Detector:
    """A trained network, ready to listen; read-only, so that everybody may share it."""

    def __init__(self, network: TriggerNetwork, config: DetectorConfig) -> None:
        if network.config.bidirectional:
            raise ValueError("a detector must not look ahead")
        self.network = network.eval().requires_grad_(False)
        self.config = config
        self.cells = tuple(GRUCell.from_torch(layer) for layer in (network.first, network.second))

    @classmethod
    def load(cls, word: str) -> Detector:
        """The shipped detector of a word of `options.WORDS`, with the operating point that was tuned for it."""
        return _load(cls, word)

    def detect(self, wave: np.ndarray, rate: int, config: DetectorConfig | None = None) -> Detection:
        """Listen to samples (N,), float from −1 to 1, at any rate: probabilities, one every 20 ms, and events in seconds."""
        if rate != RATE:
            import soxr

            wave = soxr.resample(np.asarray(wave, dtype=np.float32), rate, RATE)
        return self.detect_frames(features.log_mel(wave), config)

    def detect_frames(self, frames: np.ndarray, config: DetectorConfig | None = None) -> Detection:
        """The same from log-mel frames (F, M)."""
        stream = self.stream(config)
        stream.feed_frames(frames)
        return stream.detection()

    def stream(self, config: DetectorConfig | None = None) -> Stream:
        """Listen piece by piece."""
        return Stream(self, config or self.config)


class Stream:
    """A detector in the middle of a sound: what it has not used yet of the frames, and the state of each layer."""

    def __init__(self, detector: Detector, config: DetectorConfig) -> None:
        self.detector, self.config = detector, config
        self._sound = features.FeatureStream()
        self._frames = np.zeros((0, features.MELS), dtype=np.float32)
        self._states: list[np.ndarray | None] = [None] * len(detector.cells)
        self._heard: list[np.ndarray] = []

    def feed(self, chunk: np.ndarray) -> np.ndarray:
        """Samples (N,) at RATE, any number of them -> the probabilities (T,) of the steps that are complete by then."""
        return self.feed_frames(self._sound.feed(chunk))

    @torch.inference_mode()
    def feed_frames(self, frames: np.ndarray) -> np.ndarray:
        """The same from log-mel frames (F, M)."""
        frames = np.concatenate([self._frames, frames])
        taken = steps(len(frames))
        self._frames = frames[STRIDE * taken :]
        if not taken:
            return np.zeros(0, dtype=np.float32)
        a = self._convolved(frames)
        for layer, cell in enumerate(self.detector.cells):
            a = trace(cell, a, self._states[layer]).c
            self._states[layer] = a[-1]
        heard = torch.sigmoid(self.detector.network.output(torch.from_numpy(a)))[:, 0].numpy()
        self._heard.append(heard)
        return heard

    @property
    def states(self) -> tuple[np.ndarray, ...]:
        """What the layers carry on to the next chunk: a¹ (units,) and a² (top,), zeros before the first step."""
        return tuple(
            np.zeros(cell.units, dtype=np.float32) if state is None else state
            for state, cell in zip(self._states, self.detector.cells, strict=True)
        )

    def forget(self) -> None:
        """A mistake: begin again from zeros. Samples and frames that were not used yet stay."""
        self._states = [None] * len(self._states)

    def detection(self) -> Detection:
        """All that was heard so far."""
        heard = np.concatenate(self._heard) if self._heard else np.zeros(0, dtype=np.float32)
        smoothed = events.smooth(heard, self.config.smoothing)
        found = events.fired(smoothed, self.config, STEP_SECONDS)
        return Detection(
            heard,
            STEP_SECONDS,
            tuple(float(FIRST_SECONDS + STEP_SECONDS * t) for t in found),
            smoothed,
            FIRST_SECONDS,
        )

    def _convolved(self, frames: np.ndarray) -> np.ndarray:
        x = torch.from_numpy((frames - LEVEL) / SPREAD).T[None]  # (1, M, F)
        return torch.relu(self.detector.network.convolution(x))[0].T.contiguous().numpy()  # (T, filters)


def save(name: str, network: TriggerNetwork, config: DetectorConfig, card: dict) -> None:
    """Write a detector's weights with its model card."""
    sizes = network.config
    described = {
        "cell": "trigger",
        "filters": sizes.filters,
        "units": sizes.units,
        "top": sizes.top,
        "threshold": config.threshold,
        "smoothing": config.smoothing,
        "agree": config.agree,
        "refractory": config.refractory,
    }
    checkpoints.write(name, network, card, described)


@cache
def _load(cls: type[Detector], word: str) -> Detector:
    name = f"trigger_{word}"
    config = checkpoints.card(name)["config"]
    network = TriggerNetwork(TriggerConfig(config["filters"], config["units"], config["top"]))
    point = DetectorConfig(config["threshold"], config["smoothing"], config["agree"], config["refractory"])
    return cls(checkpoints.filled(network, name), point)
