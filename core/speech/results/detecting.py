"""Sounds, and what a detector of a trigger word makes of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RATE = 16_000  # samples a second of everything behind `audio.read`


@dataclass(frozen=True, eq=False)
class Clip:
    """Sound as it was read: samples (N,), float32 from −1 to 1, mono, at ``rate``; and what the file held before.

    container, codec: as the decoder names them ("WAV", "PCM_16"). clipped: the share of samples at full scale.
    peak: the largest magnitude. truncated: the file ended before its header said.
    """

    samples: np.ndarray
    rate: int
    container: str = ""
    codec: str = ""
    original_rate: int = RATE
    channels: int = 1
    peak: float = 0.0
    clipped: float = 0.0
    truncated: bool = False

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, eq=False)
class Detection:
    """What a detector heard: probabilities (T,) float32, one every ``step_seconds``, and the moments at which it fired.

    Step t has heard the sound up to ``first_seconds + t · step_seconds``; events are such moments, in seconds.
    smoothed (T,): the mean of the last ``config.smoothing`` probabilities.
    """

    probabilities: np.ndarray
    step_seconds: float
    events: tuple[float, ...]
    smoothed: np.ndarray
    first_seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class Hearing:
    """A clip with all that the lesson draws of it: the log-mel spectrogram frames (F, M), one every ``hop_seconds``."""

    clip: Clip
    frames: np.ndarray
    hop_seconds: float
    detection: Detection


@dataclass(frozen=True, eq=False)
class Streamed:
    """What a detector heard of a sound that came in chunks of ``chunk`` seconds, the last one shorter; none longer.

    arrivals (C,): the seconds by which each has come. states (C, H), float32: the second layer's activations at the end of
    each, in the order of their weights in ŷ, the largest first. forget: every chunk began from zeros instead of these.
    apart: the largest difference between its probabilities and those of the sound heard in one go.
    """

    chunk: float
    forget: bool
    detection: Detection
    arrivals: np.ndarray
    states: np.ndarray
    apart: float


@dataclass(frozen=True)
class Spoken:
    """A word or phrase of a clip, from ``start`` to ``end`` seconds; is_word: a whole trigger word alone."""

    text: str
    start: float
    end: float
    is_word: bool = False

    def says(self, word: str) -> bool:
        """Whether it is this trigger word."""
        return self.is_word and self.text == word


@dataclass(frozen=True)
class Labelling:
    """Which steps of an example get a 1: those that end within ``ones`` seconds after a word's end.

    Step t of ``steps`` has heard ``first + t · step`` seconds. early: 0, or the mistake of beginning so many seconds
    before the end.
    """

    steps: int
    first: float
    step: float
    ones: float
    early: float = 0.0


@dataclass(frozen=True)
class Score:
    """One detector on one sound: of ``steps``, ``ones`` are labelled 1; the accuracy over steps, and that of a detector that
    never fires (always_no); how many of the ``words`` were found, and how many events belong to none (false)."""

    steps: int
    ones: int
    accuracy: float
    always_no: float
    found: int
    words: int
    false: int


@dataclass(frozen=True)
class NearWord:
    """What comes nearest to firing without being the word: the highest smoothed probability there, and whether it fires."""

    said: Spoken
    peak: float
    fires: bool


@dataclass(frozen=True)
class Lower:
    """Another threshold, how many events there are at it, and the counts to choose from, in order."""

    threshold: float
    count: int
    choices: tuple[int, ...]
