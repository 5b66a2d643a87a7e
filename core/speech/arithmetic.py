"""How many numbers a sound is on its way through a detector: samples, columns of the spectrogram, steps of the network."""

from __future__ import annotations

from dataclasses import dataclass

from core.speech import features, trigger
from core.speech.results import RATE


@dataclass(frozen=True)
class Design:
    """rate: samples a second. frame, hop: of the spectrogram, in samples. kernel, stride: of the convolution, in columns."""

    rate: int
    frame: int
    hop: int
    kernel: int
    stride: int

    def columns(self, samples: int) -> int:
        """Whole frames in so many samples."""
        return max(0, 1 + (samples - self.frame) // self.hop)

    def steps(self, columns: int) -> int:
        """Whole kernels in so many columns."""
        return max(0, 1 + (columns - self.kernel) // self.stride)

    def sizes(self, seconds: float) -> tuple[int, int, int]:
        """Samples, columns and steps of a sound."""
        samples = round(seconds * self.rate)
        columns = self.columns(samples)
        return samples, columns, self.steps(columns)

    @property
    def step_seconds(self) -> float:
        """From one step to the next."""
        return self.hop * self.stride / self.rate


COURSE = Design(44_100, 200, 80, 15, 4)  # Ng 2018, week 3: nfft 200, noverlap 120; Conv1D 15, stride 4
OURS = Design(RATE, features.FRAME, features.HOP, trigger.KERNEL, trigger.STRIDE)
