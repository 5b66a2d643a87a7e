"""What the page on one-hot vectors asks of core: the words' columns and features, the clocks, senses, mistakes, few labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st

from app.lessons.words import compute as shared
from app.lessons.words.word_representation.options import PRESETS, SENTENCES, Options
from core.referees.results import Compared
from core.words import axes, choices, library, lookup, one_hots, representation, senses
from core.words.options import FewLabelsConfig
from core.words.results import (
    Alike,
    Axis,
    BesideByPlace,
    Clocks,
    Given,
    Judged,
    LabelCurve,
    Represented,
    ReviewRead,
    Senses,
)

PAIRS = (("orange", "lemon"), ("orange", "car"), ("king", "queen"), ("king", "juice"))


def represent(options: Options) -> Represented:
    """All that the picture shows. Raises UserError."""
    name, given = options.vectors, (options.text, options.table, options.ruler, options.axes)
    if name == "own":
        return representation.represent(shared.vectors(name), *given)
    is_first = given[1:] == _DEFAULTS and options.text in PRESETS.values()
    return (_shipped if is_first else _typed)(name, *given)


_DEFAULTS = (Options.table, Options.ruler, Options.axes)


def _represented(name: str, *given: str) -> Represented:
    return representation.represent(library.load(name), *given)


_typed = st.cache_resource(_represented, scope="session", max_entries=4, show_spinner=False)
_shipped = cache(_represented)


def check_text(text: str, name: str) -> None:
    """Raises UserError where no word of the text has a vector."""
    representation.asked_in(shared.vectors(name), text)


def missing(text: str, name: str) -> list[str]:
    """The words of a text that have no vector."""
    return representation.words_in(shared.vectors(name), text)[1]


def missing_beside(options: Options) -> list[str]:
    """The words of table and ruler that have no vector, and those that there is no room for."""
    return representation.missing_beside(shared.vectors(options.vectors), options.table, options.ruler)


def cut(text: str) -> bool:
    """Whether a text has more words than are shown."""
    return len(text.split()) > representation.ASKED


def check_axes(text: str, name: str) -> None:
    """Raises UserError for a list of axes that cannot be read, or that has an unknown word."""
    wv = shared.vectors(name)
    for axis in representation.axes_of(wv, text):
        axes.axis(wv, axis.pairs)


def separated(options: Options) -> list[tuple[int, int]]:
    """For each axis: of how many of its pairs the axis of the other pairs says which word has more of it, and of how many."""
    wv = shared.vectors(options.vectors)
    return [representation.separated(wv, axis.pairs) for axis in representation.axes_of(wv, options.axes)]


@cache
def first_clocks() -> Clocks:
    """Both clocks of GloVe's vectors, measured once, as the server starts."""
    *_, last = lookup.clocks(library.load("glove").vectors)
    return last


def clocks_job(name: str, asked: str) -> tuple[str, Given | None, str]:
    """The description of the job "clocks". asked: tells one measurement from the next."""
    return shared.at_hand(name), shared.for_job(name), asked


def warm() -> None:
    """Work out what is seen first; the server does, before the first visitor."""
    first = Options()
    represent(first)
    first_clocks()
    judge(first.task, first.labels, first.draw, SENTENCES[first.task], first.vectors)


def first() -> Represented:
    """What is seen first."""
    return _shipped(Options.vectors, Options.text, *_DEFAULTS)


def nearest_question(shown: Represented, place: int, name: str) -> tuple[str, choices.Choices] | None:
    """A word whose neighbours are not on the screen, and three of them of which one is much nearer; None for no choice."""
    word = representation.to_ask(shown, place)
    found = None if word is None else choices.nearer(shared.vectors(name), word)
    return None if found is None else (word, found)


def cosine(first: str, second: str, name: str) -> float:
    """How like each other two words are."""
    return shared.vectors(name).similarity(first, second)


def leans(typed: str, name: str) -> Senses:
    """The neighbours of a word by sense; typed: the word and a word for each sense. Raises UserError."""
    return senses.read(shared.vectors(name), typed)


def alike(name: str) -> list[Alike]:
    """Some pairs of words by one-hot vectors and by embeddings; those whose words are known."""
    wv = shared.vectors(name)
    return [one_hots.alike(wv, *pair) for pair in PAIRS if all(word in wv for word in pair)]


def beside(word: str, name: str) -> BesideByPlace:
    """The words next to a word by its place taken as a size."""
    return one_hots.beside(shared.vectors(name), word)


def referee(shown: Represented, name: str, place: int, size: int) -> Sequence[Compared]:
    """PyTorch's layers and scikit-learn."""
    from core.referees import representation as independent

    return independent.check(shared.vectors(name), shown, place, size)


def axes_of(options: Options) -> tuple[Axis, ...]:
    """The axes of the table. Raises UserError."""
    return representation.axes_of(shared.vectors(options.vectors), options.axes)


def judge(task: str, labels: int, draw: int, sentence: str, name: str) -> Judged:
    """What both classifiers make of a sentence. Raises UserError."""
    from core.words import few_labels

    return few_labels.judge(task, labels, draw, sentence, shared.vectors(name))


def judge_reviews(sentence: str) -> ReviewRead:
    """What the classifier that ships makes of a sentence. Raises UserError."""
    from core.words import few_labels

    return few_labels.shipped().read(sentence)


def check_labels(task: str, labels: int, draw: int, name: str) -> Sequence[Compared]:
    """The same classifiers by PyTorch's optimiser."""
    from core.referees import few_labels as independent

    return independent.check(task, labels, draw, shared.vectors(name))


def labels_job(task: str, name: str) -> dict[str, Any]:
    """The description of the job "few_labels"."""
    return {"config": FewLabelsConfig(task, vectors=shared.at_hand(name)), "given": shared.for_job(name)}


def reviews() -> LabelCurve:
    """What the recipe measured on sentences of reviews."""
    from core.words import few_labels

    return few_labels.measured()
