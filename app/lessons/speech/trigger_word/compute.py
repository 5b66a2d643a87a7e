"""What the page on the trigger word asks of core: events at a visitor's settings, its questions, scores and mistakes, its
examples, a word of one's own, measured figures, the sound with its chimes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from core.speech.options import DetectorConfig
from core.speech.presets import Preset, parts
from core.speech.results import Clip, Detection, Hearing, Labelling, Lower, NearWord, Score, Spoken, Streamed

if TYPE_CHECKING:
    from core.speech.own_word import OwnWord


def tuned(word: str) -> DetectorConfig:
    """The settings that were tuned for a shipped detector."""
    from core.speech.trigger import Detector

    return Detector.load(word).config


def tuned_for_mistakes() -> DetectorConfig:
    """The settings of the small networks of *Find the bug*."""
    from core.speech import mistakes

    return mistakes.POINT


def detection(heard: Hearing, config: DetectorConfig) -> Detection:
    """The same probabilities with other settings."""
    from core.speech import mistakes

    return mistakes.detection(heard.detection.probabilities, config)


def near_word(heard: Hearing, config: DetectorConfig, said: Sequence[Spoken], word: str) -> NearWord | None:
    """Of what else is said, that which comes nearest to firing."""
    from core.speech import questions

    return questions.near_word(detection(heard, config), said, word)


def at_lower_threshold(heard: Hearing, config: DetectorConfig) -> Lower:
    """How often it would fire at a far lower threshold, with counts to choose from."""
    from core.speech import questions

    return questions.at_lower_threshold(heard.detection, config)


def score(heard: Hearing, config: DetectorConfig, ends: Sequence[float]) -> Score:
    """Accuracy over steps beside words and false alarms, where it is known when the words end."""
    from core.speech import scoring

    return scoring.score(detection(heard, config), config.threshold, ends)


def accuracies_of_silence(found: Score) -> tuple[tuple[float, ...], int]:
    """Accuracies to choose from for a detector that never fires, and the place of the right one."""
    from core.speech import questions

    return questions.accuracies_of_silence(found)


def accuracy_of_silence(words: int, hours: float) -> float:
    """The accuracy over steps of a detector that never fires, in so many hours with so many words."""
    from core.speech import scoring

    return scoring.accuracy_of_silence(words, hours)


@st.cache_resource(scope="session", max_entries=16, show_spinner=False)
def streamed(
    chunk: float, forget: bool, word: str, _heard: Hearing, _trained: OwnWord | None, identity: str
) -> Streamed:
    """A sound that comes in chunks, as a shipped detector or the visitor's own hears it. identity: of sound and detector."""
    from core.speech import streaming
    from core.speech.trigger import Detector

    detector = Detector.load(word) if _trained is None else _trained.detector()
    return streaming.in_chunks(detector, _heard.clip.samples, _heard.detection, chunk, forget=forget)


def known_at(seconds: float, heard: Hearing, chunk: float) -> float:
    """When the chunk has come that brings this moment of the sound."""
    from core.speech import streaming

    return streaming.known_at(seconds, heard.clip.seconds, chunk)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def small_detection(kind: str, live: bool, _heard: Hearing, identity: str) -> Detection:
    """A sound as one of the small networks of *Find the bug* hears it, whole or as it comes. identity: of the sound."""
    from core.speech import mistakes

    hear = mistakes.live if live else mistakes.whole
    return mistakes.detection(hear(mistakes.network(kind), _heard.frames), mistakes.POINT)


def whole_and_live_apart(kind: str, heard: Hearing, identity: str) -> float:
    """The largest difference between what such a network says of the whole sound and what it says as the sound comes."""
    from core.speech import mistakes

    whole, live = (small_detection(kind, live, heard, identity).probabilities for live in (False, True))
    return mistakes.apart(whole, live)


def revised(kind: str, heard: Hearing, identity: str) -> tuple[int, int]:
    """How many of such a network's outputs change by more than 0.01 after they were given live, and of how many."""
    from core.speech import mistakes

    whole, live = (small_detection(kind, live, heard, identity).probabilities for live in (False, True))
    return mistakes.revised(whole, live, 0.01), len(live)


def gone_through(kind: str, steps: int) -> int:
    """How many steps such a network goes through to answer so many times as the sound comes."""
    from core.speech import mistakes

    return mistakes.gone_through(kind, steps)


def labels_lead(kind: str, ends: Sequence[float], count: int) -> float:
    """By how many seconds the first label 1 that such a network learned comes before the end of the first word."""
    from core.speech import mistakes

    return mistakes.lead(kind, ends, count)


def mistake_card(kind: str) -> dict:
    """The model card of such a network."""
    from core import checkpoints

    return checkpoints.card(f"trigger_mistakes_{kind}")


def card(word: str) -> dict:
    """The model card of a shipped detector."""
    from core import checkpoints

    return checkpoints.card(f"trigger_{word}")


def curve(word: str) -> list[dict]:
    """Misses and false alarms by threshold, of a shipped detector's card; where no people are left to test with, of those who
    tuned it."""
    found = card(word)
    return [tuned | row for tuned, row in zip(found["tuned"]["curve"], found["measured"]["curve"], strict=True)]


def people_tuned_it(word: str) -> bool:
    """Whether the people whose misses are shown are those who tuned the settings."""
    return "people" not in card(word)["measured"]["miss_clean"]


def nearest(rows: Sequence[dict], threshold: float) -> int:
    """The row of a card's curve that was measured nearest to this threshold."""
    from core.speech import scoring

    return scoring.nearest([row["threshold"] for row in rows], threshold)


def part(name: str) -> Preset:
    """A clip to compose with; KeyError if there is none."""
    return parts()[name]


@st.cache_resource(max_entries=8, show_spinner=False)
def part_clip(name: str) -> Clip:
    """A shipped clip to compose with, read."""
    from core.speech import audio

    return audio.read(parts()[name].data, ours=True)


def trimmed(clip: Clip) -> Clip | None:
    """What is said in a sound, without the quiet around it; None if that lasts longer than one word may."""
    from core.speech import compose

    return compose.trimmed(clip)


def free_place(taken: Sequence[tuple[float, float]], length: float, total: float) -> float | None:
    """The first second at which a clip of this length fits beside what is there; None if there is none."""
    from core.speech import compose

    return compose.free_place(taken, length, total)


def mix(placed: Sequence[tuple[np.ndarray, float]]) -> bytes:
    """The background with clips (samples, the second at which each begins), as WAV."""
    from core.speech import audio, compose

    background = part_clip("background")
    laid = [compose.Part(samples, round(at * background.rate), False) for samples, at in placed]
    return audio.wav(compose.mix(background.samples, laid), background.rate)


def labelling(seconds: float, early: bool) -> Labelling:
    """The rule by which an example is labelled, or the mistaken one."""
    from core.speech import mistakes

    return mistakes.labelling(seconds, early=early)


def arithmetic(seconds: float) -> dict[str, tuple[int, int, int, float]]:
    """Samples, columns, steps and the seconds of a step, of the course's example and of ours."""
    from core.speech.arithmetic import COURSE, OURS

    return {
        name: (*design.sizes(seconds), design.step_seconds) for name, design in (("course", COURSE), ("ours", OURS))
    }


def own_limits() -> tuple[int, int]:
    """The fewest and the most clips that a word of one's own is trained from."""
    from core.speech import own_word

    return own_word.FEWEST, own_word.MOST


def own_measured(found: OwnWord) -> dict[str, dict]:
    """How good a word of one's own is, as a model card says it: left-out clips found, alarms an hour."""
    return found.measured()


def with_chimes(heard: Hearing, config: DetectorConfig) -> bytes:
    """The sound with a chime at each event, as WAV."""
    from core.speech import audio, chime

    clip = heard.clip
    return audio.wav(chime.with_chimes(clip.samples, clip.rate, detection(heard, config).events), clip.rate)
