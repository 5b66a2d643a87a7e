"""What is asked about a sound on screen, and what the answer is: does another word fire, how often at a lower threshold,
how accurate is silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.speech.mistakes import detection
from core.speech.options import DetectorConfig
from core.speech.results import Detection, Lower, NearWord, Score, Spoken
from core.speech.scoring import WITHIN, is_found

LOWER = 10  # by so much the threshold of the question is divided
CHOICES = 4


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


def accuracies_of_silence(found: Score) -> tuple[tuple[float, ...], int]:
    """Accuracies over steps to choose from, in order, and the place of the one that a detector has that never fires.

    The others are the share of steps labelled 1, which it gets wrong, and one half.
    """
    choices = sorted((found.ones / found.steps, 0.5, found.always_no))
    return tuple(choices), choices.index(found.always_no)
