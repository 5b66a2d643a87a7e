"""What the pages of several lessons ask of core: models, readings and checks, remembered by their descriptions.

A visitor's own text is remembered for that visitor alone, and only the last of them; presets are shared by all. Readings
are frozen and read-only, so they are handed out as they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import streamlit as st

from app.lessons.recurrent.presets import FIRST
from core.recurrent.options import ModelKey
from core.recurrent.results import Pin, Reading
from core.referees.results import Compared


def reading(key: ModelKey, text: str, *, start: int = 0, pins: Sequence[Pin] = (), shared: bool = False) -> Reading:
    """The model's reading of a window of the text from step `start`. shared: a preset, the same for all visitors.

    Raises UserError if there is nothing to read.
    """
    remembered = _preset if shared and not pins else _own
    return remembered(key, text, start, tuple(pins))


def steps(key: ModelKey, text: str) -> int:
    """How many steps the model takes to read the text. Raises UserError if there is nothing to read."""
    from core.recurrent import reading as reader
    from core.recurrent import zoo

    return len(reader.tokenize(zoo.model(key), text))


def _read(key: ModelKey, text: str, start: int, pins: tuple[Pin, ...]) -> Reading:
    from core.recurrent import reading as reader
    from core.recurrent import zoo

    return reader.read(zoo.model(key), text, start=start, pins=pins)


_own = st.cache_resource(_read, scope="session", max_entries=2, show_spinner=False)


@st.cache_resource(max_entries=64, show_spinner=False)
def _preset(key: ModelKey, text: str, start: int, pins: tuple[Pin, ...]) -> Reading:
    return _read(key, text, start, pins)


def reads(family: str, text: str) -> bool:
    """Whether models of the family were made for such a text."""
    from core.recurrent import choices

    return choices.reads(family, text)


def units_count(key: ModelKey) -> int:
    """H of the model."""
    from core.recurrent import zoo

    return zoo.model(key).cell.units


def card(name: str) -> dict:
    """The model card of a shipped model."""
    from core import checkpoints

    return checkpoints.card(name)


def largest_unit(found: Reading, step: int) -> int:
    """The unit whose state is farthest from 0 at the step of this window."""
    from core.recurrent import quiz

    return quiz.largest_unit(found.trace, step)


def numbers_of(found: Reading, step: int, unit: int) -> dict[str, float]:
    """A unit's numbers at the step of this window, by series; `before`: its state a step earlier."""
    return found.trace.numbers_of(step, unit)


def about_unit(found: Reading, step: int, unit: int) -> tuple[str, int] | None:
    """What can be asked about the unit at the step of this window, "gate" or "sign", and the answer; None for nothing."""
    from core.recurrent import quiz

    return quiz.about_unit(found.trace, step, unit)


def next_options(found: Reading, step: int) -> tuple[list[str], int]:
    """Likely next symbols in the order of the alphabet, and the place of the likeliest."""
    from core.recurrent import quiz

    return quiz.next_options(found, step)


def loss_sum(found: Reading) -> tuple[float, int]:
    """L⟨t⟩ added up over the window, in nats, and over how many symbols."""
    from core.recurrent import loss

    return loss.over_window(found)


def referee(key: ModelKey, text: str) -> tuple[str, list[Compared]]:
    """Read the text again by code that is not ours: which referee it was, and the largest difference in each series."""
    from core.recurrent import check, zoo

    return check.read_again(zoo.model(key), text)


def shuffled(options: Sequence[str], about: str) -> list[str]:
    """Options in an order that is always the same for the same question."""
    return sorted(options, key=lambda option: zlib.crc32(f"{about} {option}".encode()))


def warm() -> None:
    """Read the texts that are seen first, and load every model."""
    from core.recurrent import shipped, zoo

    for key, text in FIRST:
        reading(key, text, shared=True)
    for name in shipped.names():
        shipped.load(name)
    zoo.model(ModelKey("lstm"))
