"""Words as core represents them, clocks that are made up, and what the picture writes of both."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from app.lessons.words.word_representation.options import AXES, RULER, TABLE
from core.words import library, lookup, representation
from core.words.results import Clocks, Represented
from core.words.vectors import WordVectors
from tests.app.strings import english

LABELS = english("word_representation.picture.")
# Words of a visitor's own vectors that mean something elsewhere; none of them stands in a lesson's text.
HOSTILE = (
    "<img/src=x/onerror=window.hit=1>",
    "**c7**",
    "[a7](http://b7)",
    "$d7$",
    "<b>e7</b>",
    ":smile:",
    "שלום",
    "f_g",
)
SIZES = np.array(lookup.SIZES)
# What no measurement gives: microseconds by which each V is told.
CLOCKS = Clocks(SIZES, np.round(SIZES / 100 + 0.28, 2), np.round(np.arange(len(SIZES)) / 10 + 0.51, 2), 50)


@lru_cache(maxsize=64)
def shown(
    text: str = "orange", axes: str = AXES, table: str = TABLE, ruler: str = RULER, vectors: str = "glove"
) -> Represented:
    """All that the picture shows of a text."""
    return representation.represent(
        hostile() if vectors == "hostile" else library.load(vectors), text, table, ruler, axes
    )


@lru_cache(maxsize=1)
def hostile() -> WordVectors:
    """Vectors of words that look like markup, and of some that do not."""
    words = [*HOSTILE, *(f"w{i}" for i in range(100))]
    return WordVectors(words, np.random.default_rng(3).normal(size=(len(words), 6)))


def nearest_words(found: Represented, u: int) -> list[int]:
    """The words of the rulers, the nearest first: those of the ruler and then of the table, ten at most, without the open one."""
    words = list(dict.fromkeys([*found.ruler, *found.table]))
    return sorted([v for v in words if v != u][:10], key=lambda v: found.distances[u, v])


def plain(value: float, digits: int = 2) -> str:
    """A number as a picture writes it."""
    text = f"{abs(value):.{digits}f}"
    return f"−{text}" if value < 0 and float(text) else text


def feature(value: float, digits: int = 1) -> str:
    """A cell of the table: with its sign, none where it is 0."""
    text = plain(value, digits)
    return text if text.startswith("−") or not float(text) else f"+{text}"


def isolated(text: str) -> str:
    """A word within a line, which cannot turn it round."""
    return f"\u2068{text}\u2069"


def feature_said(found: Represented, axis: int, u: int, name: str) -> str:
    """How a cell is read aloud."""
    along, mean, deviation = (
        float(np.float32(x)) for x in (found.along[axis, u], found.mean[axis], found.deviation[axis])
    )
    rest = f"({plain(along)} {'+' if mean < 0 else '−'} {plain(abs(mean))}) / {plain(deviation)}"
    value = feature(found.features[axis, u])
    return LABELS["feature_said"].format(word=isolated(found.words[u]), axis=isolated(name), sum=rest, value=value)


def microseconds(value: float) -> str:
    """A time as the picture writes it."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
