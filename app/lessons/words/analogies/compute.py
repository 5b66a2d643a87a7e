"""What the page on analogies asks of core: equations and their planes, axes, scores, the referee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from app.lessons.words import compute as shared
from app.lessons.words.analogies.options import Options
from core.referees.results import Compared
from core.words import analogy, axes, choices, equation, library
from core.words.results import Answer, Evaluation, Plane

SUGGESTED = 8000  # words offered as one types
LISTED = 8  # answers


@dataclass(frozen=True)
class Solved:
    """An equation's answer and its plane."""

    answer: Answer
    plane: Plane


def solve(text: str, name: str, method: str, exclude: bool, is_preset: bool = False) -> Solved:
    """What the equation gives. is_preset: the same for all visitors, on vectors that ship. Raises UserError."""
    if name == "own":
        return _solve(text, name, method, exclude)
    return (_solve_preset if is_preset else _solve_typed)(text, name, method, exclude)


def _solve(text: str, name: str, method: str, exclude: bool) -> Solved:
    wv = shared.vectors(name)
    answer = analogy.solve(wv, equation.known(wv, equation.parse(text)), method, exclude, LISTED)
    return Solved(answer, analogy.plane(wv, answer))


_solve_typed = st.cache_resource(_solve, scope="session", max_entries=4, show_spinner=False)


@st.cache_resource(max_entries=64, show_spinner=False)
def _solve_preset(text: str, name: str, method: str, exclude: bool) -> Solved:
    return _solve(text, name, method, exclude)


def warm() -> None:
    """Solve what is seen first; the server does, before the first visitor."""
    first = Options()
    solve(first.text, first.vectors, first.method, not first.bug, is_preset=True)


def check_equation(text: str, name: str) -> None:
    """Raises UserError where the equation cannot be read or has a word without a vector."""
    equation.known(shared.vectors(name), equation.parse(text))


def suggestions(name: str) -> Sequence[str]:
    """The most frequent words, to complete what is typed."""
    return shared.vectors(name).words[:SUGGESTED]


def words_count(name: str) -> int:
    """How many words there are to answer."""
    return len(shared.vectors(name))


def listed_words(text: str, name: str) -> tuple[list[str], list[str]]:
    """The words of a text as the vectors spell them; and those that have no vector."""
    return equation.listed(shared.vectors(name), text)


def on_axis(words: Sequence[str], axis: str, pairs: str, name: str) -> np.ndarray:
    """How far the words lie along an axis: one of core's, or "own" of pairs "a b, c d". Raises UserError."""
    wv = shared.vectors(name)
    return axes.on_axis(wv, words, axes.pairs_of(wv, axis, pairs))


def first_pair(axis: str, pairs: str) -> tuple[str, str] | None:
    """The pair that names an axis; None where that is no pair."""
    return axes.first_pair(axis, pairs)


def similarity_matrix(words: Sequence[str], name: str) -> np.ndarray:
    """cos of each two words (n, n)."""
    return axes.similarity_matrix(shared.vectors(name), words)


def nearer(word: str, name: str) -> choices.Choices | None:
    """Three words of which one is much nearer to the word, and the place of that one; None where there are too few."""
    return choices.nearer(shared.vectors(name), word)


def own_words(outside: Answer, inside: Answer) -> choices.Choices | None:
    """What an equation may give where its own words may answer, and the place of what it gives; None for no choice."""
    return choices.own_words(outside, inside)


def stays(answer: Answer) -> bool:
    """Whether the nearest word is one of the equation's own."""
    return choices.stays(answer)


def shipped_scores(name: str) -> Evaluation | None:
    """Scores of vectors that ship, measured by the recipe that made them; None for a visitor's own."""
    return library.scores(name)


def scores_job(name: str) -> dict[str, Any]:
    """The description of the job "analogies", which measures these vectors."""
    return {"vectors": shared.at_hand(name), "given": shared.for_job(name)}


def check(answer: Answer, name: str, exclude: bool) -> list[Compared]:
    """The nearest words once more, by scikit-learn: a row for each, and one for their order."""
    return analogy.check(shared.vectors(name), answer, exclude)
