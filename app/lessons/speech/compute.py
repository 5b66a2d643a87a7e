"""What the speech lessons ask of core: the clips that are shipped, and sounds as a detector hears them.

What is shipped is heard once, at start-up, and shared by all; a visitor's own sound is remembered for that visitor alone,
and only the last of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import streamlit as st

from app.jobs.running import outcome
from core.speech.options import WORDS
from core.speech.presets import Preset, presets
from core.speech.results import Clip, Hearing

if TYPE_CHECKING:
    from core.speech.own_word import OwnWord


def shipped_clips() -> dict[str, Preset]:
    """The clips that are shipped, by name."""
    return presets()


@st.cache_resource(max_entries=32, show_spinner=False)
def hearing(preset: str, word: str) -> Hearing:
    """A shipped clip as a shipped detector hears it."""
    from core.speech import hearing as ears

    return outcome(ears.listen({"preset": preset, "word": word}))


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def hearing_by(preset: str, _trained: OwnWord, identity: str) -> Hearing:
    """A shipped clip as the visitor's own detector hears it."""
    from core.speech import hearing as ears

    return outcome(ears.listen({"preset": preset, "trained": _trained}))


def identity_of(trained: OwnWord) -> str:
    """What tells one own detector from another."""
    return f"own-{crc32(trained.weights['output.weight'].tobytes()):08x}"


def remarks(clip: Clip) -> tuple[str, ...]:
    """What is to be said about a sound, as keys of sentences."""
    from core.speech import audio

    return audio.remarks(clip)


def warm() -> None:
    """Hear what is shipped, so that the first visitor finds it."""
    for name in presets():
        for word in WORDS:
            hearing(name, word)
