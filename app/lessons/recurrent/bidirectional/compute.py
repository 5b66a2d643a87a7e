"""What the page on reading both ways asks of core, remembered by its description: a visitor's own text for that visitor alone."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.bidirectional.options import TEXTS, Options
from core.recurrent.results.both_ways import AsRead, BothWays, Padded, Pair
from core.referees.results import Compared

CARDS = {"both": "tagger_both", "forward": "tagger_forward"}


def _read(text: str) -> BothWays:
    from core.recurrent import both_ways

    return both_ways.read(text)


_own = st.cache_resource(_read, scope="session", max_entries=6, show_spinner=False)
_shown = st.cache_resource(_read, max_entries=16, show_spinner=False)


def read(text: str) -> BothWays:
    """A sentence by both networks. Raises UserError if there is nothing to read."""
    return (_shown if text in TEXTS else _own)(text)


def check(text: str) -> None:
    """Raise UserError for a text in which there is nothing to read."""
    from core.recurrent import both_ways

    both_ways.words_of(text)


def shared(text: str, other: str) -> int:
    """How many words two sentences begin with that are the same."""
    from core.recurrent import both_ways

    return both_ways.same_beginning(both_ways.words_of(text), both_ways.words_of(other))


def _as_read(text: str) -> AsRead:
    from core.recurrent import both_ways

    return both_ways.as_read(text)


_own_as_read = st.cache_resource(_as_read, scope="session", max_entries=2, show_spinner=False)
_shown_as_read = st.cache_resource(_as_read, max_entries=16, show_spinner=False)


def as_read(text: str) -> AsRead:
    """The tags of every beginning of a sentence. Raises UserError if there is nothing to read."""
    return (_shown_as_read if text in TEXTS else _own_as_read)(text)


def padded(text: str, pads: int, filling: str) -> Padded:
    """A sentence in a batch in which so many steps follow it. Raises UserError if there is nothing to read."""
    from core.recurrent import both_ways

    return both_ways.padded(text, pads, filling)


def word_0() -> str:
    """The first word of the vocabulary, which has the index 0."""
    from core.recurrent.tagger import load

    return load(CARDS["both"]).config.words[0]


def pairs() -> tuple[Pair, ...]:
    """The project's sentences, two by two, that begin alike."""
    from core.recurrent import both_ways

    return both_ways.pairs()


def referee(text: str) -> list[Compared]:
    """Both networks by code that is not ours."""
    from core.referees import both_ways as referees

    return referees.check(text)


def card(name: str) -> dict[str, Any]:
    """The model card of either network, "both" or "forward"."""
    return section.card(CARDS[name])


def numbers(found: BothWays) -> dict[str, list]:
    """The sentence as a table: a row a word."""
    both, forward = found.both, found.forward
    rows = range(len(found.words))
    k = both.probabilities.argmax(-1)
    return {
        "t": [t + 1 for t in rows],
        "word": list(found.words),
        "tag": list(both.tags),
        "chance": [round(float(p), 6) for p in both.probabilities.max(-1)],
        "from_left": [round(float(both.from_left[t, k[t]]), 6) for t in rows],
        "from_right": [round(float(both.from_right[t, k[t]]), 6) for t in rows],
        "bias": [round(float(both.bias[k[t]]), 6) for t in rows],
        "without_right": list(found.tags("right")),
        "without_left": list(found.tags("left")),
        "forward_only": list(forward.tags),
        "forward_chance": [round(float(p), 6) for p in forward.probabilities.max(-1)],
        "ready_at": [found.ready(t) for t in rows],
    }


def first() -> BothWays:
    """What stands there first."""
    return read(Options().text)


def warm() -> None:
    """Load both networks and read what is offered; the server does, before the first visitor."""
    for text in TEXTS:
        read(text)
        as_read(text)
    pairs()
