"""How a training example is made: clips laid over a background, and the labels that follow the word.

As in the course: ten seconds (or so) of background, clips of the word and of other words at random places that do not
overlap, and y⟨t⟩ = 1 for a short while after each end of the word, 0 elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.speech import trigger
from core.speech.results import RATE, Clip

ONES_SECONDS = 0.36  # how long the label stays 1 after the word: the course's 50 steps of 7.3 ms
SPEECH_SHARE = 0.05  # of the loudest 20 ms: what is louder belongs to the word
WORD_SECONDS = 3.0  # what lasts longer is no single word
GAP = 0.2  # seconds before a clip that is laid down, and between two


@dataclass(frozen=True, eq=False)
class Part:
    """A clip in its place: samples (N,), the sample it begins at, whether it is the word, where its speech ends."""

    samples: np.ndarray
    start: int
    is_word: bool
    end: int = -1

    @property
    def stop(self) -> int:
        """The sample after its last."""
        return self.start + len(self.samples)


def speech_bounds(samples: np.ndarray, share: float = SPEECH_SHARE) -> tuple[int, int]:
    """First and last sample of what is louder than ``share`` of the loudest 20 ms; (0, N) for silence."""
    block = RATE // 50
    count = len(samples) // block
    if not count:
        return 0, len(samples)
    levels = np.sqrt(np.square(samples[: count * block], dtype=np.float64).reshape(count, block).mean(1))
    loud = np.flatnonzero(levels > share * levels.max())
    return (int(loud[0]) * block, int(loud[-1] + 1) * block) if len(loud) else (0, len(samples))


def trimmed(clip: Clip, longest: float = WORD_SECONDS) -> Clip | None:
    """What is said in a clip, without the quiet around it; None if that lasts longer than ``longest`` seconds."""
    first, last = speech_bounds(clip.samples)
    return replace(clip, samples=clip.samples[first:last]) if last - first <= longest * clip.rate else None


def overlaps(parts: Sequence[tuple[int, int]]) -> bool:
    """Whether any two of these (start, stop) overlap."""
    ordered = sorted(parts)
    return any(stop > start for (_, stop), (start, _) in zip(ordered, ordered[1:], strict=False))


def place(lengths: Sequence[int], total: int, *, generator: np.random.Generator) -> list[int] | None:
    """Starts for clips of these lengths within ``total`` samples, at random and without overlap; None if they do not fit.

    Every arrangement is as likely as any other: what is left over is cut at random into the gaps between the clips.
    """
    spare = total - sum(lengths)
    if spare < 0:
        return None
    order = generator.permutation(len(lengths))
    cuts = np.sort(generator.integers(0, spare + 1, len(lengths)))
    starts, used = [0] * len(lengths), 0
    for cut, clip in zip(cuts.tolist(), order.tolist(), strict=True):
        starts[clip] = cut + used
        used += lengths[clip]
    return starts


def free_place(taken: Sequence[tuple[float, float]], length: float, total: float) -> float | None:
    """The first second, GAP from the beginning or after another clip, at which a clip fits beside those that lie there.

    taken: (start, stop) of those, in seconds. length: of the clip; total: of the background. None if there is no room.
    """
    starts = [GAP, *(stop + GAP for _, stop in taken)]
    free = [at for at in starts if at + length <= total and all(at + length <= a or b <= at for a, b in taken)]
    return round(min(free), 2) if free else None


def mix(background: np.ndarray, parts: Sequence[Part]) -> np.ndarray:
    """The background with each clip added in its place, float32; scaled down as a whole where it would clip."""
    wave = background.astype(np.float32, copy=True)
    for part in parts:
        first, last = max(0, part.start), min(part.stop, len(wave))
        if first < last:
            wave[first:last] += part.samples[first - part.start : last - part.start]
    peak = float(np.abs(wave).max(initial=0.0))
    return wave / peak if peak > 1.0 else wave


def step_times(count: int) -> np.ndarray:
    """Up to when each step has heard, in seconds (T,)."""
    return trigger.FIRST_SECONDS + trigger.STEP_SECONDS * np.arange(count)


def labels(ends: Sequence[float], count: int, ones: float = ONES_SECONDS) -> np.ndarray:
    """y (T,): 1 at the steps in the ``ones`` seconds after each end (in seconds), 0 elsewhere."""
    times, y = step_times(count), np.zeros(count, dtype=np.float32)
    for end in ends:
        y[(times > end) & (times <= end + ones)] = 1.0
    return y


def undecided(ends: Sequence[float], count: int, before: float = 0.12, after: float = 0.06) -> np.ndarray:
    """Where the end of the word is not known to the step, (T,) bool: there neither 0 nor 1 is held against the network."""
    times, near = step_times(count), np.zeros(count, dtype=bool)
    for end in ends:
        near |= (times > end - before) & (times <= end + after)
    return near
