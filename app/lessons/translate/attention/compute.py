"""What the page on attention asks of core: drags, words, hidden words, comparisons, one energy, the referee."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from app.lessons.translate import compute as shared
from app.lessons.translate.attention.options import TEXT, Options
from core.referees.results import Compared
from core.translate import cards
from core.translate import words as grouping
from core.translate.options import PLAIN, Drag, TranslationConfig
from core.translate.results import Decoding, Energy, LengthBin, Masked, NextLook


def dragged(
    name: str, text: str, drags: Sequence[Drag], locale: str = "", over_outputs: bool = False
) -> tuple[Decoding, tuple[Drag, ...]]:
    """The decoding with weights of attention dragged, and the drags that could be made. Raises UserError."""
    if not drags:
        return shared.decoding(name, text, locale, over_outputs), ()
    return _dragged(name, text, tuple(drags), locale, over_outputs)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def _dragged(
    name: str, text: str, drags: tuple[Drag, ...], locale: str, over_outputs: bool
) -> tuple[Decoding, tuple[Drag, ...]]:
    from core.translate import dragging

    return dragging.dragged(shared.translator(name), text, drags, locale=locale, over_outputs=over_outputs)


def words(pieces: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The places of the pieces of each word."""
    return grouping.words(pieces)


def spelling(pieces: Sequence[str], places: Sequence[int]) -> str:
    """A word as it is written."""
    return grouping.spelling(pieces, places)


def word_at(places: Sequence[tuple[int, ...]], piece: int | None) -> tuple[int, ...]:
    """The word that a piece belongs to; the second one where it belongs to none."""
    return grouping.word_at(places, piece)


def attention_to(found: Decoding, places: Sequence[int]) -> np.ndarray:
    """How much each output piece looks at these pieces of the source: (T,)."""
    return grouping.by_word(found.alpha, [places])[:, 0]


def next_look(found: Decoding, step: int) -> NextLook | None:
    """The words most looked at in a step, to choose from; None where there is nothing to ask."""
    from core.translate import choices

    return choices.next_look(found, step)


def most_looked_at(found: Decoding, step: int) -> tuple[int, ...] | None:
    """The word most looked at in a step."""
    from core.translate import choices

    return choices.most_looked_at(found, step)


def masked(name: str, text: str, positions: Sequence[int], locale: str) -> Masked:
    """What becomes of the greedy output with pieces of the source hidden. Raises UserError for what cannot be read."""
    remembered = _shown_masked if shared.is_shown(name, text) else _own_masked
    return remembered(name, text, tuple(positions), TranslationConfig("greedy", locale=locale))


def _masked(name: str, text: str, positions: tuple[int, ...], config: TranslationConfig) -> Masked:
    return shared.translator(name).masked(text, positions, config)


_own_masked = st.cache_resource(_masked, scope="session", max_entries=8, show_spinner=False)


@st.cache_resource(max_entries=64, show_spinner=False)
def _shown_masked(name: str, text: str, positions: tuple[int, ...], config: TranslationConfig) -> Masked:
    return _masked(name, text, positions, config)


def energy(name: str, text: str, found: Decoding, step: int, position: int, locale: str = "") -> Energy:
    """One energy of a decoding taken apart."""
    return shared.translator(name).energy(text, found, step, position, locale)


def has_plain(task: str) -> bool:
    """Whether the task has a model without attention beside it."""
    return shared.has(task + PLAIN)


def with_and_without(task: str, text: str, locale: str = "") -> tuple[Decoding, Decoding]:
    """Greedily with and without attention. Raises UserError for what cannot be read."""
    return shared.decoding(task, text, locale), shared.decoding(task + PLAIN, text, locale)


def right_and_mistaken(task: str, text: str, locale: str = "") -> tuple[Decoding, Decoding]:
    """Rightly, and with the softmax over the output's steps. Raises UserError for what cannot be read."""
    return shared.decoding(task, text, locale), shared.decoding(task, text, locale, over_outputs=True)


def by_length(name: str) -> list[LengthBin]:
    """BLEU by the length of the source, as the card says; nothing for a model of dates."""
    return cards.length_bins(shared.card(name)["measured"].get("by_length", []))


def referee(name: str, text: str, found: Decoding, locale: str = "") -> list[Compared]:
    """The decoding once more by PyTorch's own layers: the largest difference of each series of numbers."""
    from core.referees import attention

    model = shared.translator(name)
    return attention.check(model.model, model.read(text, locale)[1], found)


def warm() -> None:
    """Decode what stands there first, with and without attention, and hide the word that is asked about first."""
    if not shared.has("en-fr"):
        return
    word = most_looked_at(shared.decoding("en-fr", TEXT), Options().step)
    masked("en-fr", TEXT, word, "")
    if has_plain("en-fr"):
        shared.decoding("en-fr" + PLAIN, TEXT)
