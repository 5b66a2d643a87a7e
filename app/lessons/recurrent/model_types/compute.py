"""What the page on shapes asks of core, remembered by its description: a visitor's own text for that visitor alone."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.model_types.options import ENGLISH, FIELDS, STARTS, Options
from core.recurrent.options import SHAPES
from core.recurrent.results.review import Review
from core.recurrent.results.shapes import Run
from core.referees.results import Compared
from core.translate.results.lengths import Alignment

CARDS = {  # of each shape's network, and of the bag of words
    "one_one": "one_word",
    "one_many": "names",
    "many_one": "sentiment",
    "bag": "bag_of_words",
    "many_many": "tagger_forward",
    "n_m": "translate_dates_plain",
}


def _run(shape: str, text: str, seed: int, pads: int) -> Run:
    from core.recurrent import shapes

    return shapes.run(shape, text, seed=seed, pads=pads)


_own = st.cache_resource(_run, scope="session", max_entries=12, show_spinner=False)
_shown = st.cache_resource(_run, max_entries=64, show_spinner=False)


def run(shape: str, text: str, *, seed: int = 1, pads: int = 0) -> Run:
    """An input on its way through a shape. seed: of what one to many writes; pads: steps of nothing behind what many to one
    reads. Raises UserError for what the network cannot read."""
    remembered = _shown if text in STARTS[shape] and seed < 10 else _own
    return remembered(shape, text, seed if shape == "one_many" else 1, pads if shape == "many_one" else 0)


def run_of(shape: str, options: Options) -> Run:
    """The run of a shape as the visitor has set it. Raises UserError for what its network cannot read."""
    pads = options.pads if options.bug == "padded" else 0
    return run(shape, getattr(options, FIELDS[shape]), seed=options.seed, pads=pads)


def runs(options: Options) -> dict[str, Run]:
    """Every shape's run, by its name."""
    return {shape: run_of(shape, options) for shape in SHAPES}


def _review(text: str) -> Review:
    from core.recurrent import review as reviews

    return reviews.review(text)


_own_review = st.cache_resource(_review, scope="session", max_entries=2, show_spinner=False)
_shown_review = st.cache_resource(_review, max_entries=8, show_spinner=False)


def review(text: str) -> Review:
    """One review by all that read sentences. Raises UserError if there is nothing to read."""
    return (_shown_review if text in STARTS["many_one"] else _own_review)(text)


def padded(text: str, counts: tuple[int, ...]) -> list[float]:
    """P(positive) at the last step of a batch in which so many steps of nothing follow the text."""
    from core.recurrent.sentiment import Sentiment

    return [Sentiment.load().read(text, pads=count).by_step[-1] for count in counts]


def _align(text: str) -> Alignment:
    from core.translate import lengths

    return lengths.align(text)


_own_words = st.cache_resource(_align, scope="session", max_entries=4, show_spinner=False)


def translated(text: str) -> Alignment:
    """A translation, and how far one has to have read for each of its words. Raises UserError if it cannot be read."""
    return _own_words(text)


@functools.cache
def equal_lengths() -> tuple[int, int]:
    """Of the translations that ship, how many have as many words as the sentence, and how many there are."""
    from core.translate import lengths

    return lengths.equal()


def referee(shape: str, text: str, seed: int) -> list[Compared]:
    """The open shape's network by code that is not ours."""
    from core.referees import shapes as referees

    return referees.check(shape, text, seed)


def card(shape: str) -> dict[str, Any]:
    """The model card of a shape's network, or of the bag of words, "bag"."""
    return section.card(CARDS[shape])


def numbers(found: Run) -> dict[str, list]:
    """A run as a table: a row a box."""
    likeliest = [box.chances[0] if box.chances else ("", None) for box in found.boxes]
    return {
        "t": list(range(1, len(found.boxes) + 1)),
        "reads": [box.reads for box in found.boxes],
        "writes": [box.writes for box in found.boxes],
        "would_say": [box.would for box in found.boxes],
        "likeliest": [symbol for symbol, _ in likeliest],
        "chance": ["" if chance is None else round(chance, 6) for _, chance in likeliest],
        "without_it": [""] * len(found.boxes) if found.without is None else [round(float(p), 6) for p in found.without],
    }


def first() -> dict[str, Run]:
    """The runs that stand there first."""
    return runs(Options())


def warm() -> None:
    """Load every network and run what is offered; the server does, before the first visitor."""
    for shape in SHAPES:
        for text in STARTS[shape]:
            run(shape, text)
    review(STARTS["many_one"][0])
    _align(ENGLISH[0])
