"""What the page on debiasing asks of core: the direction, words along it, and what is measured at each stage.

Results for the lists that ship are shared by all visitors; those for a visitor's own lists are small numbers, remembered
for that visitor alone. Whole vocabularies are kept for the shipped lists only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from core.words.results import AlongLine, Association, Scores

if TYPE_CHECKING:
    from core.words.bias_lists import Lists
    from core.words.debiasing import Identified, Stages
    from core.words.vectors import WordVectors

Pair = tuple[str, str]


@dataclass(frozen=True)
class BiasKey:
    """Which vectors, what is compared, the pairs that define the direction and those to be made alike (after all
    spelling), and whether these are a visitor's own."""

    vectors: str
    kind: str
    pairs: tuple[Pair, ...]
    equal: tuple[Pair, ...]
    own: bool = False


@dataclass(frozen=True)
class Measured:
    """Scores before, after neutralising, after equalising; and the association tests at these stages."""

    scores: tuple[Scores, Scores, Scores]
    tests: tuple[Association, ...]


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

    wv, lists = vectors_of(vectors), lists_of(kind, vectors)
    missing: list[str] = []

    def own(text: str) -> tuple[Pair, ...]:
        typed = bias_lists.pairs_of(text)
        missing.extend(bias_lists.known(wv, [word for pair in typed for word in pair])[1])
        return bias_lists.spelt(wv, typed)

    defined = own(pairs) if pairs.strip() else lists.pairs
    alike = own(equal) if equal.strip() else lists.equal
    if not defined:
        raise UserError("debiasing.no_pairs")
    is_own = defined != lists.pairs or alike != lists.equal
    return BiasKey(vectors, kind, defined[:1] if one else defined, alike, is_own or one), list(dict.fromkeys(missing))


def typed_words(vectors: str, text: str, most: int = 40) -> Typed:
    """The words that a visitor typed, as these vectors spell them."""
    from core.words import bias_lists

    return Typed(*bias_lists.known(vectors_of(vectors), bias_lists.words_of(text, most)))


def direction(of: BiasKey) -> Identified:
    """What the pairs differ in, beside what random pairs do. Raises UserError where they do not."""
    return (_own_direction if of.own else _shared_direction)(of)


def line(of: BiasKey, words: tuple[str, ...], shown: int, form: str = "paper") -> AlongLine:
    """The words and the first `shown` of the pairs to be made alike along the direction; pairs' own words stay pairs."""
    from core.words import debiasing

    pairs = of.equal[:shown]
    paired = {word for pair in pairs for word in pair}
    return debiasing.line(
        vectors_of(of.vectors), direction(of).direction, [word for word in words if word not in paired], pairs, form
    )


def dimensions(vectors: str) -> tuple[int, int]:
    """V and E."""
    wv = vectors_of(vectors)
    return len(wv), wv.dimensions


def measured(of: BiasKey) -> Measured:
    """Scores and association tests at the three stages. Raises UserError for pairs that cannot be equalised."""
    return (_own_measured if of.own else _shared_measured)(of)


def neighbours(of: BiasKey, word: str, top: int = 8) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """The nearest words before and after."""
    before, _, after = stages_of(of)
    return before.most_similar(word, top=top), after.most_similar(word, top=top)


def analogies(of: BiasKey, words: tuple[str, ...], top: int = 3) -> list[tuple[str, list, list]]:
    """For each word what stands to the first word of the first pair as the word does to the second; before and after."""
    (first, second), (before, _, after) = of.pairs[0], stages_of(of)
    asked = [word for word in words if word not in (first, second)]
    return [(w, *(wv.most_similar([first, w], [second], top=top) for wv in (before, after))) for w in asked]


def warm() -> None:
    """Compute what is seen first: gender in either set of vectors; the server does, before the first visitor."""
    for vectors in ("news", "glove"):
        measured(key(vectors, "gender", "", "", False)[0])


def kept_words(of: BiasKey) -> set[str]:
    """The words that whole-vocabulary debiasing leaves as they are, for they are about the very thing."""
    return set(lists_of(of.kind, of.vectors).keep).union(*of.pairs, *of.equal)


def vectors_of(name: str) -> WordVectors:
    """The vectors of that name."""
    from core.words import library

    return library.load(name)


@cache
def lists_of(kind: str, vectors: str) -> Lists:
    """The shipped lists of a kind as these vectors spell them."""
    from core.words import bias_lists

    return bias_lists.lists(kind, vectors_of(vectors))


def stages_of(of: BiasKey) -> Stages:
    """The vectors before, after neutralising, after equalising; computed anew for a visitor's own lists."""
    return _stages(of) if of.own else _shared_stages(of)


def _stages(of: BiasKey) -> Stages:
    from core.words import debiasing

    keep = lists_of(of.kind, of.vectors).keep
    return debiasing.stages(vectors_of(of.vectors), direction(of).direction, of.pairs, of.equal, keep)


def _direction(of: BiasKey) -> Identified:
    from core.words import debiasing

    return debiasing.identify(vectors_of(of.vectors), of.pairs)


def _measured(of: BiasKey) -> Measured:
    from core.words import debiasing

    made = stages_of(of)
    return Measured(tuple(debiasing.scores(wv) for wv in made), debiasing.tests(made, of.kind))


_shared_stages = st.cache_resource(_stages, max_entries=4, show_spinner=False)
_own_direction = st.cache_resource(_direction, scope="session", max_entries=2, show_spinner=False)
_own_measured = st.cache_resource(_measured, scope="session", max_entries=4, show_spinner=False)


@st.cache_resource(max_entries=8, show_spinner=False)
def _shared_direction(of: BiasKey) -> Identified:
    return _direction(of)


@st.cache_resource(max_entries=8, show_spinner=False)
def _shared_measured(of: BiasKey) -> Measured:
    return _measured(of)
