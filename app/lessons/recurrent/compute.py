"""What pages ask of core: models, readings and checks, each remembered by its description. The only place with st.cache_*.

A visitor's own text is remembered for that visitor alone, and only the last of them; presets are shared by all. Readings
are frozen and read-only, so they are handed out as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from app.lessons.recurrent.presets import FIRST
from core.recurrent.options import ModelKey
from core.recurrent.results import Pin, Reading
from core.referees.results import Compared

if TYPE_CHECKING:
    from core.recurrent.why import Comparison

WINDOW = 200


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


def units_count(key: ModelKey) -> int:
    """H of the model."""
    from core.recurrent import zoo

    return zoo.model(key).cell.units


def card(name: str) -> dict:
    """The model card of a shipped model."""
    from core import checkpoints

    return checkpoints.card(name)


def carrier(found: Reading, begin: str, end: str) -> int | None:
    """The unit that best carries what it read at symbol `begin` until `end`; None where they are not in the text."""
    from core.recurrent import quiz

    if begin not in found.tokens or end not in found.tokens:
        return None
    start = found.tokens.index(begin)
    stop = len(found.tokens) - 1 - found.tokens[::-1].index(end)
    return quiz.carrier(found.trace, start, stop) if start < stop else None


def next_options(found: Reading, step: int) -> tuple[list[str], int]:
    """Likely next symbols in the order of the alphabet, and the place of the likeliest."""
    from core.recurrent import quiz

    return quiz.next_options(found, step)


def nearest_zero(found: Reading, step: int, unit: int) -> tuple[tuple[str, ...], int]:
    """The gates of the cell, and which of them is nearest 0 for the unit at the step of this window."""
    from core.recurrent import quiz

    return found.trace.gates, quiz.nearest_zero(found.trace, step, unit)


def is_positive(found: Reading, step: int, unit: int) -> bool:
    """Whether the unit's state is above 0 at the step of this window."""
    from core.recurrent import quiz

    return quiz.is_positive(found.trace, step, unit)


def loss_sum(found: Reading) -> tuple[float, int]:
    """L⟨t⟩ added up over the window, in nats, and over how many symbols."""
    known = found.losses[~np.isnan(found.losses)]
    return float(known.sum()), len(known)


def kept(found: Reading, step: int, reversed_gate: bool = False) -> np.ndarray:
    """The share of the memory of `step` that is left at each step from there on (t, H)."""
    from core.recurrent import memory

    return memory.kept(found.trace, step, reversed_gate)


def kept_summary(shares: np.ndarray) -> list[tuple[float, float, int]]:
    """Of shares (t, H): the largest, the median, and how many are above a half, at each step."""
    return [(float(row.max()), float(np.median(row)), int((row > 0.5).sum())) for row in shares]


def units_on(found: Reading, start: int, stop: int) -> list[int]:
    """The units that are on exactly from start to stop − 1 of this window, best first."""
    from core.recurrent import units

    return units.on_exactly(found.trace.series[found.trace.state], start, stop)


def fixed_window(text: str) -> Comparison:
    """The fixed-window network beside the RNN on a text, with a word before it, a letter less, a letter more."""
    from core.recurrent import why

    return why.compare(text)


def window_growth(longest: int = 100) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """T, and the weights of a fixed-window network and of the RNN for texts of T characters."""
    from core.recurrent import why

    return why.growth(longest)


def accuracy(family: str = "nested") -> dict[str, list[dict]]:
    """Cell -> accuracy at closing and agreeing by distance, from the model cards."""
    return {cell: card(f"{family}_{cell}")["measured"]["accuracy_by_distance"] for cell in ("rnn", "gru", "lstm")}


def referee(key: ModelKey, text: str) -> tuple[str, list[Compared]]:
    """Read the text again by code that is not ours: which referee it was, and the largest difference in each series.

    PyTorch's layer ("torch") where it has this form, else scalar loops ("scalar") over 40 steps.
    """
    from core.recurrent import reading as reader
    from core.recurrent import zoo
    from core.referees import recurrent as referees

    model = zoo.model(key)
    ids = np.array(model.vocabulary.encode(reader.tokenize(model, text)))[:WINDOW]
    layer = referees.torch_layer(model.cell)
    ids = ids if layer is not None else ids[:40]
    xs = model.E[ids].numpy() if model.config.embedding else ids
    theirs = referees.torch_series(model.cell, xs) if layer is not None else referees.scalar_series(model.cell, xs)
    ours = reader.trace(model.cell, xs)
    return "torch" if layer is not None else "scalar", referees.compare(ours, theirs)


def both_forms(found: Reading, step: int) -> tuple[np.ndarray, np.ndarray]:
    """z⟨t⟩ of the RNN both ways, W_aa a + W_ax x + b and W_a [a, x] + b, at a step of this window: two arrays (H,)."""
    from core.recurrent import why

    return why.both_forms(found, step)


def warm() -> None:
    """Read the texts that are seen first, and load every model."""
    from core import checkpoints
    from core.recurrent import zoo

    for key, text in FIRST:
        reading(key, text, shared=True)
    for name in checkpoints.names():
        if checkpoints.card(name)["config"]["cell"] in checkpoints.CELLS:
            checkpoints.load(name)
    zoo.model(ModelKey("lstm"))
