"""What the page on debiasing asks of core: the direction, words along it, and the jobs that measure.

The first picture's scores are shared by all visitors and computed before the first of them; all others, those for a
visitor's own lists or vectors among them, are jobs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.lessons.words import compute as compute_words
from core.words.options import BiasKey
from core.words.results import AlongLine

if TYPE_CHECKING:
    from core.words.bias_jobs import Measured
    from core.words.bias_lists import Lists
    from core.words.debiasing import Identified

Pair = tuple[str, str]
FIRST = "gender"  # what is compared before a visitor has chosen


@dataclass(frozen=True)
class Typed:
    """A visitor's words: those that have a vector, and those that have none."""

    known: list[str]
    missing: list[str]


def key(vectors: str, kind: str, pairs: str, equal: str, one: bool) -> tuple[BiasKey, list[str]]:
    """The key for what a visitor has set ('' for the shipped lists), and the words of it that have no vector.

    Raises UserError for what is no pair, or where no pair is left.
    """
    from core.errors import UserError
    from core.words import bias_lists

    vectors = compute_words.at_hand(vectors)
    wv, lists, file = compute_words.vectors(vectors), lists_of(kind, vectors), compute_words.file(vectors)
    missing: list[str] = []

    def own(text: str) -> tuple[Pair, ...]:
        typed = bias_lists.pairs_of(text)
        missing.extend(bias_lists.known(wv, [word for pair in typed for word in pair])[1])
        return bias_lists.spelt(wv, typed)

    defined = own(pairs) if pairs.strip() else lists.pairs
    alike = own(equal) if equal.strip() else lists.equal
    if not defined:
        raise UserError("debiasing.no_pairs")
    is_own = one or file > 0 or defined != lists.pairs or alike != lists.equal
    found = BiasKey(vectors, kind, defined[:1] if one else defined, alike, is_own, file)
    return found, list(dict.fromkeys(missing))


def typed_words(vectors: str, text: str, most: int = 40) -> Typed:
    """The words that a visitor typed, as these vectors spell them."""
    from core.words import bias_lists

    return Typed(*bias_lists.known(compute_words.vectors(vectors), bias_lists.words_of(text, most)))


def direction(of: BiasKey) -> Identified:
    """What the pairs differ in, beside what random pairs do. Raises UserError where they do not."""
    return (_own_direction if of.own else _shared_direction)(of)


def line(of: BiasKey, words: tuple[str, ...], shown: int, form: str = "paper") -> AlongLine:
    """The words and the first `shown` of the pairs to be made alike along the direction; pairs' own words stay pairs."""
    from core.words import debiasing

    wv, pairs = compute_words.vectors(of.vectors), of.equal[:shown]
    paired = {word for pair in pairs for word in pair}
    return debiasing.line(wv, direction(of).direction, [word for word in words if word not in paired], pairs, form)


def dimensions(of: BiasKey) -> int:
    """E."""
    return compute_words.about(of.vectors)[1]


def first_measured(of: BiasKey) -> Measured | None:
    """Scores and association tests at the three stages, for what is seen first; None for all else, which is a job."""
    return None if of.own or of.kind != FIRST else _measured(of)


def description(of: BiasKey, **more: Any) -> dict[str, Any]:
    """What the jobs on debiasing are asked: core.words.bias_jobs says what more each wants."""
    return {"key": of, "given": compute_words.given(of.vectors), **more}


def warm() -> None:
    """Compute what is seen first: gender in either set of vectors; the server does, before the first visitor."""
    for vectors in ("news", "glove"):
        first_measured(key(vectors, FIRST, "", "", False)[0])


def lists_of(kind: str, vectors: str) -> Lists:
    """The shipped lists of a kind as these vectors spell them."""
    from core.words import bias_lists

    if compute_words.own(vectors) is not None:
        return bias_lists.lists(kind, compute_words.vectors(vectors))
    return _shipped_lists(kind, compute_words.at_hand(vectors))


@cache
def _shipped_lists(kind: str, vectors: str) -> Lists:
    from core.words import bias_lists, library

    return bias_lists.lists(kind, library.load(vectors))


def _direction(of: BiasKey) -> Identified:
    from core.words import debiasing

    return debiasing.identify(compute_words.vectors(of.vectors), of.pairs)


_own_direction = st.cache_resource(_direction, scope="session", max_entries=2, show_spinner=False)


@st.cache_resource(max_entries=8, show_spinner=False)
def _shared_direction(of: BiasKey) -> Identified:
    return _direction(of)


@st.cache_resource(max_entries=2, show_spinner=False)
def _measured(of: BiasKey) -> Measured:
    from core.words import bias_jobs

    steps = bias_jobs.measure({"key": of})
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
