"""What the lesson on attention asks of core, beside what the lessons on translation share: drags, words, comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from app.lessons.translate import compute as compute_translate
from app.lessons.translate.attention.options import TEXT
from core.referees.results import Compared
from core.translate.options import PLAIN, Drag
from core.translate.results import Decoding, Energy


@dataclass(frozen=True)
class Compare:
    """One text decoded in two ways: as the model with attention does, and another way."""

    attentive: Decoding
    plain: Decoding


@dataclass(frozen=True)
class Bin:
    """BLEU of the test sentences with so many source words, and its 95 % half-width.

    trained: training sentences of that length; rare: they are fewer than 1 in 200.
    """

    span: str
    bleu: float
    half_width: float
    sentences: int
    trained: int
    rare: bool


def dragged(
    name: str, text: str, drags: Sequence[Drag], locale: str = "", over_outputs: bool = False
) -> tuple[Decoding, tuple[Drag, ...]]:
    """The decoding with weights of attention dragged, and the drags that could be made. Raises UserError."""
    if not drags:
        return compute_translate.decoding(name, text, locale, (), over_outputs), ()
    return _dragged(name, text, tuple(drags), locale, over_outputs)


def energy(name: str, text: str, found: Decoding, step: int, position: int, locale: str = "") -> Energy:
    """One energy of a decoding taken apart."""
    return compute_translate.translator(name).energy(text, found, step, position, locale)


def words(pieces: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The places of the pieces of each word."""
    from core.translate import words as grouping

    return grouping.words(pieces)


def by_word(found: Decoding, step: int) -> list[float]:
    """α of a step summed over the pieces of each word of the source."""
    from core.translate import words as grouping

    return grouping.by_word(found.alpha[step], words(found.source)).tolist()


def spelt(pieces: Sequence[str], places: Sequence[int]) -> str:
    """A word as it is written."""
    from core.translate import words as grouping

    return grouping.spelt(pieces, places)


def referee(name: str, text: str, found: Decoding, locale: str = "", over_outputs: bool = False) -> list[Compared]:
    """The decoding once more by PyTorch's own layers: the largest difference of each series of numbers."""
    from core.referees import attention

    model = compute_translate.translator(name)
    return attention.check(model.model, model.read(text, locale)[1], found, over_outputs)


def compared(task: str, text: str, locale: str = "") -> Compare:
    """Greedily with and without attention. Raises UserError for what cannot be read."""
    return Compare(
        compute_translate.decoding(task, text, locale), compute_translate.decoding(task + PLAIN, text, locale)
    )


def mistaken(task: str, text: str, locale: str = "") -> Compare:
    """Rightly, and with the softmax over the output's steps. Raises UserError for what cannot be read."""
    return Compare(
        compute_translate.decoding(task, text, locale),
        compute_translate.decoding(task, text, locale, over_outputs=True),
    )


def attention_to(found: Decoding, places: Sequence[int]) -> np.ndarray:
    """How much each output piece looks at these pieces of the source: (T,)."""
    return found.alpha[:, list(places)].sum(-1)


def by_length(name: str) -> list[Bin]:
    """BLEU by the length of the source, as the card says; nothing for a model of dates."""
    rows = compute_translate.card(name)["measured"].get("by_length", [])
    total = sum(row["trained"] for row in rows)
    return [
        Bin(
            f"{row['from']}+" if i == len(rows) - 1 else f"{row['from']}–{row['to']}",
            row["bleu"],
            row.get("half_width", 0.0),
            row["sentences"],
            row["trained"],
            200 * row["trained"] < total,
        )
        for i, row in enumerate(rows)
    ]


def _drag(
    name: str, text: str, drags: tuple[Drag, ...], locale: str, over_outputs: bool
) -> tuple[Decoding, tuple[Drag, ...]]:
    from core.translate import dragging

    return dragging.dragged(compute_translate.translator(name), text, drags, locale=locale, over_outputs=over_outputs)


_dragged = st.cache_resource(_drag, scope="session", max_entries=8, show_spinner=False)


def warm() -> None:
    """Decode what stands there first."""
    compute_translate.decoding("en-fr", TEXT)
