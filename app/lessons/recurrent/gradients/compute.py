"""What the page on gradients asks of core, remembered by its description: a visitor's own text for that visitor alone."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import streamlit as st

from app.lessons.recurrent.gradients.options import BY, RADII, TEXTS, Options
from core.recurrent.options import DescentConfig, ReachKey
from core.recurrent.results.gradients import Clipped, Cured, Descent, RadiusView, Reach, Surface
from core.referees.results import Compared

CELLS = ("rnn", "gru", "lstm")


def _reach(key: ReachKey, text: str, by: str) -> Reach:
    from core.recurrent import reach as reaches

    return reaches.reach(key, text, by)


_own = st.cache_resource(_reach, scope="session", max_entries=6, show_spinner=False)
_shown = st.cache_resource(_reach, max_entries=320, show_spinner=False)


def key_of(cell: str, options: Options) -> ReachKey:
    """The network of that kind as the visitor has set it."""
    return ReachKey(cell, options.weights, options.radius if cell == "rnn" else 0.0)


def reaches(options: Options) -> dict[str, Reach]:
    """How far back the losses of the text reach, in each of the three. Raises UserError for a text that cannot be read."""
    remembered = _shown if options.text in TEXTS.values() else _own
    return {cell: remembered(key_of(cell, options), options.text, options.by) for cell in CELLS}


def own_radius(weights: str) -> float:
    """The spectral radius that the RNN's W_aa has by itself."""
    from core.recurrent import reach as found

    return found.radius_of(ReachKey("rnn", weights))


def places(text: str) -> dict[str, int]:
    """Which letter of a text is pinned at first, and which is looked at. Raises UserError for a text that cannot be read."""
    from core.recurrent import reach as found

    return {"pin": found.place_to_pin(text), "look": found.place_to_look(text)}


def check(text: str) -> None:
    """Raise UserError for a text that cannot be read."""
    from core.recurrent import reach as found

    found.tokens_of(text)


def unknown(tokens: tuple[str, ...]) -> list[str]:
    """The symbols that the three do not know, and read all alike."""
    from core.recurrent.nested import VOCABULARY

    return list(dict.fromkeys(token for token in tokens if token not in VOCABULARY.index))


def _units(key: ReachKey, text: str, t: int) -> np.ndarray:
    from core.recurrent import reach as found

    return found.units_of(key, text, t)


_own_units = st.cache_resource(_units, scope="session", max_entries=4, show_spinner=False)


def units(cell: str, options: Options, pin: int) -> np.ndarray:
    """∂L by each unit of each memory before the pinned letter, (d, H), the newest first."""
    return _own_units(key_of(cell, options), options.text, pin - 1)


def carriers(g: np.ndarray) -> list[int]:
    """The fewest units that together hold nine tenths of ‖g‖² (H,)."""
    from core.recurrent import reach as found

    return found.carriers(g)


def _of_radius(key: ReachKey, text: str, t: int) -> RadiusView:
    from core.recurrent import reach as found

    return found.of_radius(key, text, t)


_own_radius_view = st.cache_resource(_of_radius, scope="session", max_entries=4, show_spinner=False)


def radius_view(options: Options, pin: int) -> RadiusView:
    """What the radius of the RNN promises for the pinned letter's loss, and what comes of it."""
    return _own_radius_view(key_of("rnn", options), options.text, pin - 1)


def _cured(key: ReachKey, text: str, t: int, limit: float) -> Cured:
    from core.recurrent import reach as found

    return found.cured(key, text, t, limit)


_own_cured = st.cache_resource(_cured, scope="session", max_entries=4, show_spinner=False)


def cured(options: Options, pin: int) -> Cured:
    """The pinned letter's gradient in the RNN before and after clipping."""
    return _own_cured(key_of("rnn", options), options.text, pin - 1, options.cure)


def letters() -> int:
    """How many letters the made language has."""
    from core.recurrent.nested import VOCABULARY

    return len(VOCABULARY)


@functools.cache
def surfaces() -> tuple[Surface, Surface]:
    """The cliff, and its wall enlarged."""
    from core.recurrent import cliff

    return cliff.surface(), cliff.surface(cliff.WALL)


@functools.lru_cache(maxsize=64)
def descent(config: DescentConfig) -> Descent:
    """A descent on it."""
    from core.recurrent import cliff

    return cliff.descend(config)


@functools.cache
def section() -> tuple[tuple[np.ndarray, np.ndarray], Descent, Descent, float]:
    """A section through the cliff, a descent on it that is free and one that is clipped, and at which limit."""
    from core.recurrent import cliff

    config = cliff.SECTION
    return cliff.section(), descent(config), descent(replace(config, clip="norm")), config.limit


def three_ways(g1: float, g2: float, limit: float) -> Mapping[str, Clipped]:
    """A gradient as it is, clipped by norm and by value."""
    from core.recurrent import gradients

    return gradients.three_ways((g1, g2), limit)


def referee(options: Options, pin: int, look: int) -> list[Compared]:
    """The pinned letter's gradients by finite differences, and clipping by PyTorch."""
    from core.referees import gradients as referees

    return referees.check([key_of(cell, options) for cell in CELLS], options.text, options.by, pin - 1, look)


def numbers(found: Mapping[str, Reach], pin: int) -> dict[str, list]:
    """The pinned letter's gradients as a table: a row a letter, the newest first."""
    t = pin - 1
    tokens = next(iter(found.values())).tokens
    back = range(t, -1, -1)
    table: dict[str, list] = {"letters_back": [t - k for k in back], "letter": [tokens[k] for k in back]}
    return table | {cell: [float(f"{10.0 ** one.log_norms[t, k]:.6g}") for k in back] for cell, one in found.items()}


def first() -> dict[str, Reach]:
    """What stands there first."""
    return reaches(Options())


def warm() -> None:
    """Compute what is offered; the server does, before the first visitor."""
    for text in TEXTS.values():
        for weights in ("trained", "fresh"):
            for by in BY:
                reaches(Options(text=text, weights=weights, by=by))
    for radius in RADII:
        for weights in ("trained", "fresh"):
            reaches(Options(radius=radius, weights=weights))
    surfaces()
    for clip in ("none", "norm", "value"):
        descent(DescentConfig(clip))
