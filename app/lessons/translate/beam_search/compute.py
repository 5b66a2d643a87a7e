"""What the page on beam search asks of core. A narrow search is done at once; a wide one, several, or a text is a job."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from app.lessons.translate import compute as shared
from app.lessons.translate.beam_search.options import Options
from core.referees.results import Compared
from core.translate import shown
from core.translate.results import (
    BeamTrace,
    Childless,
    Finished,
    Products,
    Reranked,
    Searched,
    SmallResult,
    Way,
    Wider,
    WinnerLengths,
)

WIDER = 10  # the width that a narrower search is compared with
FEW = 6  # sentences that are searched live
STORY = 14  # sentences of the text that stands there first
ALPHAS = np.linspace(0, 1, 101)


def is_wide(task: str, text: str, width: int) -> bool:
    """Whether the search takes so long that it is a job. Raises UserError for what cannot be read."""
    from core.translate import studies

    return studies.is_wide(task, text, width)


def description(task: str, text: str, width: int) -> dict[str, Any]:
    """What the job "beam" is asked."""
    return {"name": task, "text": text, "width": width}


def search(task: str, text: str, width: int) -> Searched:
    """A search with its whole trace. Raises UserError for what cannot be read."""
    return (_search_shown if shared.is_shown(task, text) else _search_own)(task, text, width)


def _search(task: str, text: str, width: int) -> Searched:
    from core.translate import studies

    return studies.searched(task, text, width)


_search_own = st.cache_resource(_search, scope="session", max_entries=3, show_spinner=False)


@st.cache_resource(max_entries=64, show_spinner=False)
def _search_shown(task: str, text: str, width: int) -> Searched:
    return _search(task, text, width)


def first() -> Searched:
    """The search that stands there first."""
    options, offered = Options(), shared.offered()
    if options.task in offered:
        return search(options.task, options.text, options.width)
    return search(offered[0], shared.sentences(offered[0])[0].text, options.width)


def ranking(finished: tuple[Finished, ...], punishing: bool = False) -> Reranked:
    """The winner for each α from 0 to 1. `punishing` makes the mistake."""
    from core.translate import chain

    return chain.rerank(finished, ALPHAS, punishing=punishing)


def winner(finished: tuple[Finished, ...], alpha: float) -> int:
    """The place of the best at one α."""
    from core.translate import chain

    return chain.winner(finished, alpha)


def score(log_probability: float, length: int, alpha: float) -> float:
    """log P / T^α."""
    from core.translate import beam

    return beam.score(log_probability, length, alpha)


def childless(trace: BeamTrace, step: int) -> Childless | None:
    """Some of the kept from this step on, counted from 0, of which one has no child; None where there are none."""
    from core.translate import choices

    return choices.childless(trace, step)


def winner_lengths(finished: tuple[Finished, ...]) -> WinnerLengths | None:
    """How long the winner is at either end of α; None where there is nothing to rank."""
    from core.translate import choices

    return choices.winner_lengths(finished)


def wider(task: str, text: str, width: int) -> Wider | None:
    """What a search of width `WIDER` finds that a narrower one does not.

    None where the search is as wide, and for a sentence of the visitor's own, which is not searched once more for that.
    """
    from core.translate import choices

    if width >= WIDER or not shared.is_shown(task, text):
        return None
    return choices.wider(search(task, text, WIDER), search(task, text, width))


def ways(task: str, text: str, temperature: float, seed: int, draws: int) -> tuple[Way, ...]:
    """The greedy output and sampled ones."""
    return _ways(task, text, round(temperature, 2), seed, draws)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _ways(task: str, text: str, temperature: float, seed: int, draws: int) -> tuple[Way, ...]:
    from core.translate import studies

    return studies.ways(task, text, temperature, seed, draws)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def own_way(task: str, text: str, translation: str) -> Way:
    """log P of a translation that the visitor typed. Raises UserError where it is too long."""
    from core.translate import studies

    return studies.own_way(task, text, translation)


def path_products(trace: BeamTrace, step: int, row: int, dtype: str) -> Products:
    """Π P along one path in a floating-point type beside Σ log P."""
    from core.translate import chain

    return chain.products(trace.log_probabilities(step, row), dtype)


def few(task: str) -> tuple[str, ...]:
    """A few of the shown sentences, from short to long."""
    return shown.from_short_to_long(task, FEW)


def story(task: str) -> str:
    """A text to multiply probabilities over: shown sentences, one after the other."""
    return shown.as_text(task, STORY)


def measurements(task: str) -> dict[str, Any]:
    """What the model card says of the test sentences: `by_width` quality and time, how often the `empty` is likelier."""
    return shared.card(task)["measured"]


def referee(task: str, text: str, found: Searched, most: int = 12) -> list[Compared]:
    """log P of the finished outputs once more, by the model's own pass over each."""
    from core.translate import studies

    return studies.check_by_teacher_forcing(task, text, found, most)


def small(words: int, longest: int, seed: int, alpha: float, widths: tuple[int, ...]) -> SmallResult:
    """All sentences of a small language written down, and what beams of these widths find among them."""
    from core.translate import studies

    return studies.small_language(words, longest, seed, alpha, widths)


def warm() -> None:
    """Search what stands there first, and what the first questions ask about it."""
    first()
    options = Options()
    if options.task in shared.offered():
        wider(options.task, options.text, options.width)
