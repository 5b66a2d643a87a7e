"""What the trigger word's page asks of core beyond hearing: its score, its mistakes, its examples, measured figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from app.lessons.speech.compute import card_of, detection
from core.speech.options import DetectorConfig
from core.speech.presets import Preset, parts
from core.speech.results import Clip, Detection, Hearing

if TYPE_CHECKING:
    from core.speech.own_word import OwnWord

MISTAKES_SECONDS = 60.0  # networks with a mistake hear sounds up to so long


@dataclass(frozen=True)
class Score:
    """Right steps, and words, of one detector on one sound: how many steps, how many of them 1, accuracy, words found."""

    steps: int
    ones: int
    accuracy: float
    always_no: float
    found: int
    words: int
    false: int


def part(name: str) -> Preset:
    """A clip to compose with; KeyError if there is none."""
    return parts()[name]


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def mistaken(kind: str, live: bool, _heard: Hearing, identity: str) -> Detection:
    """A sound as one of the small networks of *Find the bug* hears it, whole or as it comes. identity: of the sound."""
    from core.speech import mistakes

    hear = mistakes.live if live else mistakes.whole
    return mistakes.detection(hear(mistakes.network(kind), _heard.frames), mistakes.POINT)


def whole_and_live_apart(kind: str, heard: Hearing, identity: str) -> float:
    """The largest difference between what a network says of the whole sound and what it says as the sound comes."""
    whole, live = (mistaken(kind, live, heard, identity).probabilities for live in (False, True))
    return float(np.abs(whole - live).max(initial=0.0))


def mistake_card(kind: str) -> dict:
    """The model card of one of the three."""
    return card_of(f"trigger_mistakes_{kind}")


def card(word: str) -> dict:
    """The model card of a shipped detector."""
    return card_of(f"trigger_{word}")


def nearest(rows: Sequence[dict], threshold: float) -> int:
    """The row of a curve that was measured nearest to this threshold."""
    return int(np.argmin([abs(row["threshold"] - threshold) for row in rows]))


def mistakes_point() -> DetectorConfig:
    """The settings of these three."""
    from core.speech import mistakes

    return mistakes.POINT


def labels_lead(ends: Sequence[float], count: int, early: bool) -> float:
    """By how many seconds the first label 1 comes before the end of the first word, by the right rule or the early one."""
    from core.speech import compose, mistakes

    y = mistakes.early_labels(list(ends), count) if early else compose.labels(ends, count)
    return mistakes.labels_lead(y, list(ends))


def score(heard: Hearing, config: DetectorConfig, ends: Sequence[float]) -> Score:
    """Accuracy over steps beside words and false alarms, where it is known when the words end."""
    from core.speech import compose, scoring

    found = detection(heard, config)
    y = compose.labels(ends, len(found.probabilities))
    hits = [scoring.is_found(found.events, end) for end in ends]
    false = [event for event in found.events if not any(scoring.is_found([event], end) for end in ends)]
    return Score(
        len(y),
        int(y.sum()),
        scoring.accuracy(found.smoothed, y, config.threshold),
        scoring.accuracy(np.zeros(len(y)), y),
        sum(hits),
        len(ends),
        len(false),
    )


def accuracy_of_silence(words: int, hours: float) -> float:
    """The accuracy over steps of a detector that never fires, in so many hours with so many words."""
    from core.speech import compose
    from core.speech.results import RATE

    steps = compose.arithmetic(round(hours * 3600 * RATE))[2]
    ones = int(compose.labels([1.0], 500).sum())
    return 1.0 - words * ones / steps


def arithmetic(seconds: float) -> dict[str, tuple[int, int, int, float]]:
    """Samples, columns, steps and the seconds of a step, of the course's example and of ours."""
    from core.speech.arithmetic import COURSE, OURS

    return {
        name: (*design.sizes(seconds), design.step_seconds) for name, design in (("course", COURSE), ("ours", OURS))
    }


@st.cache_resource(max_entries=8, show_spinner=False)
def part_clip(name: str) -> Clip:
    """A shipped clip to compose with, read."""
    from core.speech import audio

    return audio.read(parts()[name].data)


def labelling(seconds: float) -> tuple[int, float, float, float, float]:
    """Of an example: its steps, what the first has heard, from one to the next, how long labels stay 1, and by how much
    the mistake is early; seconds but for the first."""
    from core.speech import compose, mistakes
    from core.speech.arithmetic import OURS
    from core.speech.trigger import FIRST_SECONDS, STEP_SECONDS

    return OURS.sizes(seconds)[2], FIRST_SECONDS, STEP_SECONDS, compose.ONES_SECONDS, mistakes.EARLY


def spoken(clip: Clip, longest: float = 3.0) -> Clip | None:
    """What is said in a sound, without the quiet around it; None if that lasts longer than one word may."""
    from core.speech import compose

    first, last = compose.speech_bounds(clip.samples)
    return replace(clip, samples=clip.samples[first:last]) if last - first <= longest * clip.rate else None


def free_place(taken: Sequence[tuple[float, float]], length: float, total: float) -> float | None:
    """The first second at which a clip of this length fits beside what is there; None if there is none."""
    starts = [0.2, *(stop + 0.2 for _, stop in taken)]
    free = [at for at in starts if at + length <= total and all(at + length <= a or b <= at for a, b in taken)]
    return round(min(free), 2) if free else None


def mixed(placed: Sequence[tuple[np.ndarray, float]]) -> bytes:
    """The background with clips (samples, the second at which each begins), as WAV."""
    from core.speech import audio, compose

    background = part_clip("background")
    laid = [compose.Part(samples, round(at * background.rate), False) for samples, at in placed]
    return audio.wav(compose.mix(background.samples, laid), background.rate)


def own_limits() -> tuple[int, int]:
    """The fewest and the most clips that a word of one's own is trained from."""
    from core.speech import own_word

    return own_word.FEWEST, own_word.MOST


def own_measured(found: OwnWord) -> dict[str, dict]:
    """How good a word of one's own is, as a model card would say it: left-out clips found, alarms an hour."""
    from core.speech import scoring

    hours = found.minutes / 60
    return {
        "found": {"rate": found.found.rate, "interval": found.found.interval},
        "alarms": {
            "per_hour": found.false_alarms / hours,
            "interval": scoring.poisson(found.false_alarms, hours),
        },
    }
