"""Referees of the trigger word: librosa for the features, PyTorch's own GRU for the network, brute force for the stream.

They share nothing with what they judge but the weights: librosa frames, transforms and sums by its own code, `nn.GRU` runs
whole where ours goes through `core.recurrent`, and a stream is fed in every way of a list and then compared with the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch

from core.referees.results import worst
from core.speech import features, hearing, trigger
from core.speech.results import RATE
from core.speech.trigger import Detector, TriggerNetwork

SECONDS = 10.0  # so much of a sound is judged
STREAMED = 4.0  # and so much of it in chunks
CHUNKS = (37, 160, 512, 1600, 16_000)  # samples: no whole number of frames, one hop, one frame, 100 ms, a second
SEED = 7


def librosa_frames(wave: np.ndarray) -> np.ndarray:
    """Log-mel frames (F, M) by librosa in double precision, with its own framing, transform and filters."""
    import librosa

    power = librosa.feature.melspectrogram(
        y=np.asarray(wave, dtype=np.float64),
        sr=RATE,
        n_fft=features.FRAME,
        hop_length=features.HOP,
        window="hann",
        center=False,
        power=2.0,
        n_mels=features.MELS,
        fmin=features.LOWEST,
        fmax=features.HIGHEST,
    )
    return np.log(power + features.OFFSET).T


@torch.inference_mode()
def torch_probabilities(network: TriggerNetwork, frames: np.ndarray) -> np.ndarray:
    """Probabilities (T,) of frames (F, M) by PyTorch's layers, all steps in one call."""
    return torch.sigmoid(network(torch.from_numpy(frames)[None]))[0].numpy()


def streamed(detector: Detector, wave: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """Probabilities (T,) of a sound that comes in chunks of these sizes, over and over."""
    stream, heard, at, turn = detector.stream(), [np.zeros(0, dtype=np.float32)], 0, 0
    while at < len(wave):
        size = sizes[turn % len(sizes)]
        heard.append(stream.feed(wave[at : at + size]))
        at, turn = at + size, turn + 1
    return np.concatenate(heard)


def check(description: Mapping[str, object]) -> Iterator[tuple]:
    """A job: the beginning of what `hearing.listen` was asked for, judged; gives the list of differences.

    "features", "network", and one "chunks of …" for each size, with "chunks at random" last.
    """
    yield 0.05, "speech.reading", {}
    wave = hearing.clip(description).samples[: int(SECONDS * RATE)]
    detector = hearing.detector(description)
    frames = features.log_mel(wave)
    whole = detector.detect_frames(frames).probabilities
    yield 0.2, "speech.judging", {}
    found = [worst("features", frames, librosa_frames(wave))]
    yield 0.5, "speech.judging", {}
    found.append(worst("network", whole, torch_probabilities(detector.network, frames)))
    wave = wave[: int(STREAMED * RATE)]
    whole = whole[: trigger.steps(features.count(len(wave)))]
    for number, size in enumerate(CHUNKS):
        yield 0.5 + 0.4 * number / len(CHUNKS), "speech.judging", {}
        found.append(worst(f"chunks of {size}", streamed(detector, wave, (size,)), whole))
    sizes = np.random.default_rng(SEED).integers(1, 4000, 500).tolist()
    found.append(worst("chunks at random", streamed(detector, wave, sizes), whole))
    return found
