"""What the speech pages ask of core: sounds heard, events at a visitor's settings, measured figures, files to take away.

What is shipped is heard once, at start-up, and shared by all; a visitor's own sound is remembered for that visitor alone,
and only the last of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import streamlit as st

from core.speech.options import WORDS, DetectorConfig
from core.speech.presets import Preset, Spoken, presets
from core.speech.results import Clip, Detection, Hearing

if TYPE_CHECKING:
    from core.speech.own_word import OwnWord


def ended(steps: Iterator) -> object:
    """What a job's generator returns, run to its end here and now."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def shipped() -> dict[str, Preset]:
    """The clips that are shipped, by name."""
    return presets()


@st.cache_resource(max_entries=32, show_spinner=False)
def hearing(preset: str, word: str) -> Hearing:
    """A shipped clip as a shipped detector hears it."""
    from core.speech import hearing as ears

    return ended(ears.listen({"preset": preset, "word": word}))


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def hearing_by(preset: str, _trained: OwnWord, identity: str) -> Hearing:
    """A shipped clip as the visitor's own detector hears it."""
    from core.speech import hearing as ears

    return ended(ears.listen({"preset": preset, "trained": _trained}))


def identity_of(trained: OwnWord) -> str:
    """What tells one own detector from another."""
    return f"own-{crc32(trained.weights['output.weight'].tobytes()):08x}"


def point(word: str) -> DetectorConfig:
    """The settings that were tuned for a shipped detector."""
    from core.speech.trigger import Detector

    return Detector.load(word).config


def detection(heard: Hearing, config: DetectorConfig) -> Detection:
    """The same probabilities with other settings."""
    from core.speech import mistakes

    return mistakes.detection(heard.detection.probabilities, config)


def peak(heard: Hearing, config: DetectorConfig, start: float, end: float) -> float:
    """The highest smoothed probability from ``start`` to a little after ``end`` seconds."""
    found = detection(heard, config)
    times = found.first_seconds + found.step_seconds * np.arange(len(found.smoothed))
    near = (times >= start) & (times <= end + 0.75)
    return float(found.smoothed[near].max(initial=0.0))


def fires_at(heard: Hearing, config: DetectorConfig, said: Spoken) -> bool:
    """Whether an event belongs to what was said there."""
    from core.speech.scoring import is_found

    return is_found(detection(heard, config).events, said.end)


def step_at(heard: Hearing, seconds: float) -> int:
    """The last step that had heard no more than so many seconds; 0 before the first."""
    found = heard.detection
    return max(0, min(len(found.probabilities) - 1, int((seconds - found.first_seconds) / found.step_seconds)))


def card_of(name: str) -> dict:
    """A model card."""
    from core import checkpoints

    return checkpoints.card(name)


def numbers(heard: Hearing, config: DetectorConfig) -> dict[str, list]:
    """A row for every step: its time, the probability, the smoothed one, whether it fired there."""
    found = detection(heard, config)
    times = [round(found.first_seconds + found.step_seconds * t, 3) for t in range(len(found.probabilities))]
    fired = {round(event, 3) for event in found.events}
    return {
        "seconds": times,
        "probability": found.probabilities.tolist(),
        "smoothed": found.smoothed.tolist(),
        "event": [int(time in fired) for time in times],
    }


def events(heard: Hearing, config: DetectorConfig) -> dict[str, list]:
    """A row for every event: its time, and the settings it came by."""
    found = detection(heard, config).events
    settings = {"threshold": config.threshold, "smoothing": config.smoothing, "agree": config.agree}
    settings["refractory"] = config.refractory
    return {"seconds": [round(event, 3) for event in found]} | {n: [v] * len(found) for n, v in settings.items()}


def with_chimes(heard: Hearing, config: DetectorConfig) -> bytes:
    """The sound with a chime at each event, as WAV."""
    from core.speech import audio, chime

    clip = heard.clip
    return audio.wav(chime.with_chimes(clip.samples, clip.rate, detection(heard, config).events), clip.rate)


def remarks(clip: Clip) -> tuple[str, ...]:
    """What is to be said about a sound, as keys of sentences."""
    from core.speech import audio

    return audio.remarks(clip)


def warm() -> None:
    """Hear what is shipped, so that the first visitor finds it."""
    for name in presets():
        for word in WORDS:
            hearing(name, word)
