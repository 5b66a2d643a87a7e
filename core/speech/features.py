"""The log-mel spectrogram, computed so that a stream gives the same frames as the whole.

A frame is 32 ms of sound under Hann's window, one begins every 10 ms; the power of its spectrum is summed in 40 bands that
are spaced as the ear hears (Slaney's mel scale), and the logarithm is taken after adding a fixed offset. Frames are not
centred, nothing is padded, and no level is taken from the whole clip: each frame depends on its own samples alone.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import torch
from torch import Tensor

from core.speech.results import RATE

FRAME = 512  # samples, 32 ms
HOP = 160  # samples, 10 ms
MELS = 40
LOWEST, HIGHEST = 60.0, 7600.0  # Hz
OFFSET = 1e-6  # about the power that a band has in a quiet room
HOP_SECONDS = HOP / RATE
PORTION = 400  # frames computed at once: few enough for the processor's cache


@cache
def filters(higher: float = 1.0) -> Tensor:
    """The mel bands as weights of the spectrum's powers, (M, FRAME / 2 + 1), each of unit area in Hz.

    With ``higher`` they hear a voice as if its resonances lay so many times as high (Jaitly and Hinton 2013).
    """
    from librosa.filters import mel

    bands = mel(sr=RATE, n_fft=FRAME, n_mels=MELS, fmin=LOWEST, fmax=HIGHEST)
    if higher != 1.0:
        bins = np.arange(bands.shape[1])
        bands = np.stack([higher * np.interp(higher * bins, bins, band, right=0.0) for band in bands])
    return torch.from_numpy(bands.astype(np.float32))


@cache
def _window() -> Tensor:
    return torch.hann_window(FRAME)


def count(samples: int) -> int:
    """How many whole frames so many samples hold."""
    return max(0, 1 + (samples - FRAME) // HOP)


def centres() -> np.ndarray:
    """The middle of each mel band, in Hz, (M,)."""
    from librosa import mel_frequencies

    return mel_frequencies(MELS + 2, fmin=LOWEST, fmax=HIGHEST)[1:-1]


def log_mel(wave: np.ndarray | Tensor) -> np.ndarray:
    """Samples (N,) at RATE -> log-mel frames (F, M), float32; F = 1 + (N − 512) // 160, none where N is below 512."""
    wave = torch.as_tensor(wave, dtype=torch.float32)
    frames = [log_mel_batch(part) for part in _portions(wave)]
    return torch.cat(frames).numpy() if frames else np.zeros((0, MELS), dtype=np.float32)


def log_mel_batch(waves: Tensor, bands: Tensor | None = None) -> Tensor:
    """Samples (..., N) -> log-mel frames (..., F, M), all at once; by `filters()`, or by bands (..., M, FRAME / 2 + 1)."""
    frames = waves.unfold(-1, FRAME, HOP) * _window()  # (..., F, FRAME)
    spectrum = torch.fft.rfft(frames)
    power = spectrum.real.square() + spectrum.imag.square()  # (..., F, FRAME / 2 + 1)
    return torch.log(power @ (filters() if bands is None else bands).mT + OFFSET)


def _portions(wave: Tensor) -> list[Tensor]:
    total = count(len(wave))
    return [wave[HOP * i : HOP * (min(i + PORTION, total) - 1) + FRAME] for i in range(0, total, PORTION)]


class FeatureStream:
    """Frames as the sound comes: `feed(chunk)` gives those that are complete by then."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, dtype=np.float32)

    def feed(self, chunk: np.ndarray) -> np.ndarray:
        """Samples (N,), any number of them -> new frames (F, M)."""
        wave = np.concatenate([self._rest, np.asarray(chunk, dtype=np.float32)])
        frames = log_mel(wave)
        self._rest = wave[HOP * len(frames) :]
        return frames
