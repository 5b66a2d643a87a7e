"""What the page on negative sampling asks of core: pairs and darts, many darts counted, what was measured, mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from app.lessons.words.negative_sampling.options import BEGINS, MOMENT, PRESETS, Options
from core.referees.results import Compared
from core.words import choices, negative
from core.words import shares as shares_of
from core.words import wrong_side as wrong_side_of
from core.words.options import LearningConfig
from core.words.results import Drawn, Shares, Throws, WrongSide


def drawn(options: Options) -> Drawn:
    """The true pairs and the words drawn. Raises UserError."""
    asked = options.text, options.centre, options.window, options.seed, options.moment
    return (_shipped if options.text in PRESETS.values() else _typed)(*asked)


def _drawn(text: str, centre: int, window: int, seed: int, moment: str) -> Drawn:
    return negative.drawn(negative.first_tables(MOMENT[moment]), text, centre, window, seed)


_shipped = lru_cache(maxsize=64)(_drawn)
_typed = st.cache_resource(_drawn, scope="session", max_entries=4, show_spinner=False)


def check_text(text: str) -> None:
    """Raises UserError where a text has no true pair."""
    negative.centred(negative.read(negative.first_tables(), text), 0)


def begin(options: Options) -> dict[str, int]:
    """The centre and the pair that a text opens on: a preset's own, or the rarest word and its rarest neighbour."""
    centre, pair = BEGINS.get(options.text) or negative.begin(negative.first_tables(), options.text, options.window)
    return {"centre": centre, "pair": pair, "step": -1}


def cut(text: str) -> int:
    """To how many words a text is cut; 0 where it is not."""
    return negative.cut(text)


def warm() -> None:
    """Work out what is seen first; the server does, before the first visitor."""
    drawn(Options())


def first() -> Drawn:
    """What is seen first."""
    return drawn(Options())


def exponent_place(options: Options) -> int:
    """The place of the exponent among those that are shown."""
    return negative.nearest(options.exponent)[0]


def exponent(options: Options) -> float:
    """The exponent as the picture has it."""
    return negative.nearest(options.exponent)[1]


@lru_cache(maxsize=64)
def throws(power: float, draws: int, seed: int) -> Throws:
    """So many darts, counted."""
    return negative.throw(negative.first_tables().counts, power, draws, seed)


def frequent() -> Sequence[str]:
    """The most frequent words, the first first."""
    return negative.first_tables().words


def measured() -> dict[str, Any]:
    """What the recipe measured of whole trainings."""
    return negative.measured()


def wrong_side(options: Options, shown: Drawn, pair: int) -> WrongSide:
    """The same darts as other centres instead of other neighbours."""
    tables = negative.first_tables(MOMENT[options.moment])
    return wrong_side_of.wrong_side(
        tables,
        options.text,
        shown.centre,
        pair,
        options.k,
        options.seed,
        window=options.window,
        power=exponent(options),
    )


def cost_config(options: Options) -> LearningConfig:
    """What the job "pair_costs" is asked."""
    return LearningConfig(window=options.window, negative=options.k)


@dataclass(frozen=True)
class HitTrue:
    """How likely a dart is to hit a word that does stand beside the centre: each with its P, one dart, any of k."""

    words: tuple[tuple[str, float], ...]
    one: float
    any: float


def hit_true(options: Options, shown: Drawn) -> HitTrue:
    """By the exponent and the k that are set."""
    one, words = shares_of.beside(shown, options.exponent)
    return HitTrue(words, one, 1 - (1 - one) ** options.k)


def hardest(shown: Drawn, pair: int, x: int, k: int) -> choices.Choices | None:
    """Of the words drawn the one that is pushed farthest off; None where fewer than two differ."""
    return choices.hardest(shown, pair, x, k)


def shares(moment: str, centre: str, words: Sequence[str]) -> Shares:
    """What σ, the softmax and the scores with the noise reckoned with say of words beside a centre."""
    return shares_of.shares(negative.first_tables(MOMENT[moment]), centre, words)


def referee(options: Options, shown: Drawn, pair: int) -> Sequence[Compared]:
    """PyTorch's automatic differentiation, SciPy's softmax, and the words drawn by walking along the sums."""
    from core.referees import negative as independent

    tables = negative.first_tables(MOMENT[options.moment])
    return independent.check(tables, shown, pair, options.k, options.exponent)
