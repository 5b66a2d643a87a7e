"""A recogniser of English letters: two convolutions, three GRU layers that look both ways, and 29 symbols at every step.

With x the log-mel frames of a whole clip, each band less its own mean over the clip and divided by a fixed spread,

    v⟨t⟩ = ReLU(W₂ ∗ ReLU(W₁ ∗ x))           two convolutions over 5 frames, the second one every third frame: 30 ms a step
    a⟨t⟩ = [→a⟨t⟩, ←a⟨t⟩]                     GRU layers from the first step on and from the last one back
    y⟨t⟩ = softmax(W a⟨t⟩ + b)               the probability of each symbol of `letters`, the blank among them

It is trained with connectionist temporal classification (Graves, Fernández, Gomez and Schmidhuber 2006, ICML, section 4). It
hears the whole clip before it writes: unlike `trigger`, it cannot stream.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn

from core import checkpoints
from core.speech import ctc, features
from core.speech.letters import SYMBOLS, decode
from core.speech.results import RATE

NAME = "recognizer"
KERNEL, STRIDE = 5, 3  # frames
SPREAD = 3.0  # of log-mel values, about
STEP_SECONDS = STRIDE * features.HOP_SECONDS
FIRST_SECONDS = features.FRAME / 2 / RATE  # the middle of the frame that the first step stands on


@dataclass(frozen=True)
class RecognizerConfig:
    """Sizes: filters of each convolution, units of a GRU layer in each direction, how many layers."""

    filters: int = 128
    units: int = 240
    layers: int = 3
    dropout: float = 0.15


@dataclass(frozen=True, eq=False)
class Transcript:
    """What was heard: the text of the most probable path; frames (T, 29), natural logs of the symbols' probabilities."""

    text: str
    frames: np.ndarray


class RecognizerNetwork(nn.Module):
    """Log-mel frames (B, F, M) -> log-probabilities (B, T, 29) with T = ⌈F / 3⌉."""

    def __init__(self, config: RecognizerConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or RecognizerConfig()
        self.first = nn.Conv1d(features.MELS, config.filters, KERNEL, padding=KERNEL // 2)
        self.second = nn.Conv1d(config.filters, config.filters, KERNEL, STRIDE, padding=KERNEL // 2)
        self.layers = nn.GRU(
            config.filters,
            config.units,
            config.layers,
            batch_first=True,
            dropout=config.dropout,
            bidirectional=True,
        )
        self.output = nn.Linear(2 * config.units, len(SYMBOLS))
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, frames: Tensor) -> Tensor:
        x = normalized(frames).transpose(1, 2)  # (B, M, F)
        v = torch.relu(self.second(torch.relu(self.first(x)))).transpose(1, 2)  # (B, T, filters)
        a = self.layers(self.dropout(v))[0]  # (B, T, 2 · units)
        return self.output(self.dropout(a)).float().log_softmax(-1)


def normalized(frames: Tensor) -> Tensor:
    """Frames (…, F, M), each band less its mean over the clip, over SPREAD."""
    return (frames - frames.mean(-2, keepdim=True)) / SPREAD


def steps(frames: int) -> int:
    """How many steps the network takes over so many frames."""
    return -(-frames // STRIDE)


class Recognizer:
    """A trained network, ready to listen; read-only, so that everybody may share it."""

    def __init__(self, network: RecognizerNetwork) -> None:
        self.network = network.eval().requires_grad_(False)

    @classmethod
    def load(cls) -> Recognizer:
        """The shipped recogniser."""
        return _load(cls)

    def transcribe(self, wave: np.ndarray, rate: int) -> Transcript:
        """Listen to samples (N,), float from −1 to 1, at any rate; less than a frame of sound gives no step and no text."""
        wave = np.asarray(wave, dtype=np.float32)
        if rate != RATE:
            import soxr

            wave = soxr.resample(wave, rate, RATE)
        heard = self.log_probs(features.log_mel(wave))
        return Transcript(decode(ctc.greedy(heard)).strip(), heard)

    @torch.inference_mode()
    def log_probs(self, frames: np.ndarray) -> np.ndarray:
        """Log-mel frames (F, M) -> natural logs of the symbols' probabilities at each step, (T, 29) with T = ⌈F / 3⌉.

        Step t stands at ``FIRST_SECONDS + t · STEP_SECONDS``.
        """
        if not len(frames):
            return np.zeros((0, len(SYMBOLS)), dtype=np.float32)
        return self.network(torch.from_numpy(np.asarray(frames, dtype=np.float32))[None])[0].numpy()


def save(network: RecognizerNetwork, card: dict) -> None:
    """Write the weights with their model card."""
    checkpoints.write(NAME, network, card, {"cell": "recognizer"} | asdict(network.config))


@cache
def _load(cls: type[Recognizer]) -> Recognizer:
    config = checkpoints.card(NAME)["config"]
    sizes = RecognizerConfig(config["filters"], config["units"], config["layers"], config["dropout"])
    return cls(checkpoints.filled(RecognizerNetwork(sizes), NAME))
