"""What the page on debiasing asks of core: the direction, words along it, and the jobs that measure.

The first picture's scores are shared by all visitors and computed before the first of them; all others, those for a
visitor's own lists or vectors among them, are jobs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from app.jobs.running import outcome
from app.lessons.words import compute as shared
from core.words import bias_lists, choices, debiasing, library, typed
from core.words.bias_lists import Lists
from core.words.options import BiasKey
from core.words.results import AlongLine, Association, EqualPair, Identified, Measured

FIRST = "gender"  # what is compared before a visitor has chosen


@dataclass(frozen=True)
class Typed:
    """A visitor's words: those that have a vector, and those that have none."""

    known: list[str]
    missing: list[str]


def fitting(kind: str, vectors: str) -> str:
    """The vectors in which a kind is looked at, for those that were chosen."""
    return bias_lists.fitting(kind, vectors)


def key(vectors: str, kind: str, pairs: str, equal: str, one: bool) -> tuple[BiasKey, list[str]]:
    """The key for what a visitor has set ('' for the shipped lists), and the words of it that have no vector.

    Raises UserError for what is no pair, or where no pair is left.
    """
    vectors = shared.at_hand(vectors)
    lists, file = lists_of(kind, vectors), shared.file(vectors)
    shipped = BiasKey(vectors, kind, lists.pairs, lists.equal, file > 0, file)
    return bias_lists.with_own(shipped, shared.vectors(vectors), pairs, equal, one)


def typed_words(vectors: str, text: str, most: int = 40) -> Typed:
    """The words that a visitor typed, as these vectors spell them."""
    return Typed(*bias_lists.known(shared.vectors(vectors), typed.words_of(text, most)))


def direction(of: BiasKey) -> Identified:
    """What the pairs differ in, beside what random pairs do. Raises UserError where they do not."""
    return (_own_direction if of.own else _shared_direction)(of)


def line(of: BiasKey, words: tuple[str, ...], shown: int, form: str = "paper") -> AlongLine:
    """The words and the first `shown` of the pairs to be made alike along the direction; pairs' own words stay pairs."""
    return debiasing.line(shared.vectors(of.vectors), direction(of).direction, words, of.equal[:shown], form)


def equalised(pair: EqualPair) -> choices.Choices:
    """Where a pair may stand once it is equalised, and the place of where it does."""
    return choices.equalised(pair)


def surest(tests: Sequence[Association]) -> Association | None:
    """Of the association tests about the kind itself the one that is least likely by chance."""
    return choices.surest(tests)


def change(before: float, after: float) -> int:
    """Whether a share falls, stays or rises, as the place among these three."""
    return choices.change(before, after)


def first_measured(of: BiasKey) -> Measured | None:
    """Scores and association tests at the three stages, for what is seen first; None for all else, which is a job."""
    return None if of.own or of.kind != FIRST else _measured(of)


def description(of: BiasKey, **more: Any) -> dict[str, Any]:
    """What the jobs on debiasing are asked: core.words.bias_jobs says what more each wants."""
    return {"key": of, "given": shared.for_job(of.vectors), **more}


def warm() -> None:
    """Compute what is seen first: gender in either set of vectors; the server does, before the first visitor."""
    for vectors in ("news", "glove"):
        first_measured(key(vectors, FIRST, "", "", False)[0])


def lists_of(kind: str, vectors: str) -> Lists:
    """The shipped lists of a kind as these vectors spell them."""
    if shared.own(vectors) is not None:
        return bias_lists.lists(kind, shared.vectors(vectors))
    return _shipped_lists(kind, shared.at_hand(vectors))


@cache
def _shipped_lists(kind: str, vectors: str) -> Lists:
    return bias_lists.lists(kind, library.load(vectors))


def _direction(of: BiasKey) -> Identified:
    return debiasing.identify(shared.vectors(of.vectors), of.pairs)


_own_direction = st.cache_resource(_direction, scope="session", max_entries=2, show_spinner=False)


@st.cache_resource(max_entries=8, show_spinner=False)
def _shared_direction(of: BiasKey) -> Identified:
    return _direction(of)


@st.cache_resource(max_entries=2, show_spinner=False)
def _measured(of: BiasKey) -> Measured:
    from core.words import bias_jobs

    return outcome(bias_jobs.measure({"key": of}))
