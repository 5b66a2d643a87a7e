"""What the page on CTC asks of core: clips as the recogniser hears them, beams, and what is asked about them.

What is shipped is heard once and shared by all; a visitor's own sound, and what is typed, are kept for that visitor alone.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from app.jobs.running import outcome
from app.lessons.speech.ctc.options import PRESETS
from core.errors import UserError
from core.speech.options import DecodingConfig
from core.speech.presets import Sentence, sentences
from core.speech.results import Collapsed, Edits, Heard, Moments, PrefixBeam, TwoFrames

if TYPE_CHECKING:
    from core.referees.results import Compared

# Kind of speech -> the set it was measured on, what helped the beam there, and in what way PocketSphinx was asked.
SOURCES = {
    "sentences": ("sentences", "letters", "open"),
    "noisy": ("sentences, 10 dB", "letters", "open"),
    "digits": ("digits", "words", "words"),
    "commands": ("commands", "words", "words"),
    "accented": ("speechocean", "letters", "open"),
    "native": ("librispeech", "letters", "open"),
    "telephone": ("wuw", "letters", "open"),
}


def heard(preset: str, moment: int | None = None) -> Heard:
    """A shipped clip as the recogniser hears it, or as it heard it at a moment of its training."""
    found = _heard(preset)
    if moment is None:
        return found
    return replace(found, log_probs=moments(preset).log_probs[moment])


@st.cache_resource(max_entries=len(PRESETS), show_spinner=False)
def _heard(preset: str) -> Heard:
    from core.speech import transcribing

    return outcome(transcribing.transcribe({"preset": preset}))


@st.cache_resource(max_entries=256, show_spinner=False)
def preset_beam(preset: str, moment: int | None, config: DecodingConfig) -> PrefixBeam:
    """The search over a shipped clip."""
    from core.speech import transcribing

    return transcribing.decoded(heard(preset, moment), config)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def own_beam(identity: str, _heard: Heard, config: DecodingConfig) -> PrefixBeam:
    """The search over a visitor's sound."""
    from core.speech import transcribing

    return transcribing.decoded(_heard, config)


def text(found: PrefixBeam) -> str:
    """What the search writes."""
    from core.speech import transcribing

    return transcribing.written(found)


def parting(found: Heard, label: str) -> int:
    """The first frame where greedy and the label's best path part."""
    from core.speech import transcribing

    return transcribing.parting(found.log_probs, _symbols(label))


def shipped(preset: str) -> Sentence:
    """A shipped clip: what is said in it, and by whom."""
    return sentences()[preset]


def moments(preset: str) -> Moments:
    """A shipped clip as it was heard while the recogniser was being trained."""
    from core.speech import transcribing

    return transcribing.moments(preset)


def collapsed(typed: str) -> Collapsed:
    """A path that was typed, by the rule and by the two that are wrong. UserError for what is no path."""
    from core.speech import collapsing

    return collapsing.collapsed(typed)


def check_length(typed: str, most: int) -> None:
    """UserError for a text of more letters than these."""
    if len(typed) > most:
        raise UserError("ctc.too_many_letters", letters=len(typed), most=most)


def two_frames() -> TwoFrames:
    """Two frames of .6 for the blank and .4 for “a”: every path, and what each label has of them."""
    from core.speech import collapsing

    return collapsing.two_frames()


def greedy_path(found: Heard) -> str:
    """The most probable symbol of each frame, as it is typed."""
    from core.speech import collapsing, ctc

    return collapsing.written(ctc.best_path(found.log_probs))


def path_against_label(found: Heard, label: str) -> dict[str, tuple[str, float, float]]:
    """What greedy writes and what the search does: the text, the probability of its best path, and of all its paths."""
    from core.speech import ctc, letters

    labels = {"by_path": ctc.greedy(found.log_probs), "by_label": _symbols(label)}
    rows = {name: ctc.trellis(found.log_probs, one) for name, one in labels.items()}
    return {
        name: (letters.decode(labels[name]), math.exp(one.best_log_probability), math.exp(one.log_probability))
        for name, one in rows.items()
    }


def needed(label: str) -> int:
    """The fewest frames that can spell a label."""
    from core.speech import ctc

    return ctc.needed(_symbols(label))


def doubled(label: str) -> str | None:
    """The label with one of its letters doubled."""
    from core.speech import ctc_questions, letters

    found = ctc_questions.doubled(_symbols(label))
    return None if found is None else letters.decode(found)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def omissions(about: str, _heard: Heard, _beam: PrefixBeam, label: str) -> list[tuple[str, float]] | None:
    """The label less one letter, where that costs least and where it costs most, with their losses; none of the beam's best."""
    from core.speech import ctc_questions, letters

    known = [one.labels for one in _beam.at(-1, 5)]
    found = ctc_questions.omissions(_heard.log_probs, _symbols(label), known)
    return None if found is None else [(letters.decode(one), loss) for one, loss in found]


def edits(said: str, heard: str) -> Edits:
    """What was said against what was heard, word by word."""
    from core.speech import word_errors

    return word_errors.compare(*map(_words, (said, heard)))


def frames(found: Heard) -> dict[str, list]:
    """Every frame: its time, and the probability of each symbol."""
    from core.speech.letters import SYMBOLS

    times = found.first_seconds + found.step_seconds * np.arange(len(found.log_probs))
    names = {0: "blank", 1: "space", 2: "apostrophe"}
    y = np.exp(found.log_probs)
    return {"seconds": times.round(3).tolist()} | {
        names.get(k, symbol): y[:, k].tolist() for k, symbol in enumerate(SYMBOLS)
    }


def times(found: Heard, label: str) -> dict[str, list]:
    """Each letter of the label, and when it is said on its best path, from and to in seconds."""
    from core.speech import ctc, letters

    rows = ctc.align(found.log_probs, _symbols(label))
    begins = found.first_seconds - found.step_seconds / 2
    return {
        "letter": [letters.decode([one.symbol]) for one in rows],
        "from": [round(begins + one.first * found.step_seconds, 3) for one in rows],
        "to": [round(begins + one.end * found.step_seconds, 3) for one in rows],
    }


def referee(found: Heard, label: str, said: str, heard: str) -> list[Compared]:
    """PyTorch's loss and gradient beside ours, every path of the frames that are least sure, and jiwer's count of edits."""
    from core.referees import ctc

    rows = ctc.check(found.log_probs, _symbols(label)) + ctc.check_every_path(ctc.few(found.log_probs))
    return rows + ctc.check_words(_words(said), _words(heard))


def _words(text: str) -> list[str]:
    from core.speech import letters

    return letters.decode(letters.encode(text)).split()


def _symbols(label: str) -> tuple[int, ...]:
    """A label as it stands in the picture, with every space that it has."""
    from core.speech.letters import SYMBOLS

    return tuple(map(SYMBOLS.index, label))


@cache
def card() -> dict[str, Any]:
    """The model card of the recogniser."""
    from core import checkpoints

    return checkpoints.card("recognizer")


def measured() -> dict[str, list[str]]:
    """Kind of speech -> letters and words wrong by the best path, words wrong with help, and PocketSphinx's, by the card."""
    found, rows = card()["measured"], {}
    for name, (held, helped, peer) in SOURCES.items():
        ours, theirs = found[held], found.get("pocketsphinx", {}).get(held, {}).get(peer, {})
        values = (ours["greedy"]["cer"], ours["greedy"]["wer"], ours.get(helped, {}).get("wer"), theirs.get("wer"))
        rows[name] = ["–" if value is None else f"{value:.0%}" for value in values]
    return rows


def first() -> Heard:
    """What the page shows first."""
    return heard(PRESETS[0])


def warm() -> None:
    """Hear what is shipped."""
    from core.speech import transcribing

    transcribing.warm()
    for name in PRESETS:
        preset_beam(name, None, DecodingConfig())
