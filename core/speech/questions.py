"""What is asked about a sound on screen, and what the answer is: does another word fire, how often at a lower threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.speech.mistakes import detection
from core.speech.options import DetectorConfig
from core.speech.results import Detection, Spoken
from core.speech.scoring import WITHIN, is_found

LOWER = 10  # by so much the threshold of the question is divided
CHOICES = 4


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


def near_word(found: Detection, said: Sequence[Spoken], word: str) -> NearWord | None:
    """The near-word that comes nearest to firing, the first of equals; None where nothing but the word is said."""
    others = [one for one in said if not one.says(word)]
    if not others:
        return None
    peaks = [peak(found, one) for one in others]
    nearest = others[int(np.argmax(peaks))]
    return NearWord(nearest, max(peaks), is_found(found.events, nearest.end))


def peak(found: Detection, said: Spoken) -> float:
    """The highest smoothed probability from the beginning of what is said until an event could still belong to it."""
    times = found.first_seconds + found.step_seconds * np.arange(len(found.smoothed))
    near = (times >= said.start) & (times <= said.end + WITHIN[1])
    return float(found.smoothed[near].max(initial=0.0))


def at_lower_threshold(found: Detection, config: DetectorConfig) -> Lower:
    """A far lower threshold with the other settings as they are; two of the choices lie below the count where they can."""
    lower = replace(config, threshold=round(config.threshold / LOWER, 3))
    count = len(detection(found.probabilities, lower).events)
    first = max(0, count - 2)
    return Lower(lower.threshold, count, tuple(range(first, first + CHOICES)))
