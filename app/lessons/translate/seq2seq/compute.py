"""What the page on encoder and decoder asks of core: one vector and what is written from it, maps, lengths, mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import streamlit as st

from app.lessons.translate import compute as shared
from app.lessons.translate.seq2seq.options import CARD, GIVEN, HOMEWORK, TRAIN, Options
from core.referees.results import Compared
from core.translate import cards
from core.translate.options import NO_END, ONE_WAY, OWN_WORDS, PLAIN, REVERSED
from core.translate.results import Forced, Growing, LengthBin, Means, Mistaken, OneVector, SentenceMap

PRESETS = (CARD, HOMEWORK, TRAIN)
MISTAKES = {"no_end": NO_END, "own_words": OWN_WORDS}


def model(options: Options) -> str:
    """The translator of a visitor's options: one way, reversed, or for French the one that reads both ways."""
    if options.task == "fr-en":
        return options.task + PLAIN
    return REVERSED if options.reversed else ONE_WAY


def read(name: str, text: str, each: bool = False) -> OneVector:
    """A sentence read into one vector, and what is written from it. Raises UserError for what cannot be read.

    each: with each number of c at 0 as well; of the sentences shown that is always known.
    """
    return _read_shown(name, text) if is_shown(name, text) else _read_own(name, text, each)


def is_shown(name: str, text: str) -> bool:
    """Whether all visitors share what comes of a sentence: it is a preset, or stands in a list or a map."""
    return text in PRESETS or shared.is_shown(name[:5], text) or text in compared(name)


def _read(name: str, text: str, each: bool = True) -> OneVector:
    from core.translate import one_vector

    return one_vector.read(name, text, each=each)


_read_own = st.cache_resource(_read, scope="session", max_entries=4, show_spinner=False)
_read_shown = lru_cache(maxsize=64)(_read)


@cache
def compared(name: str) -> frozenset[str]:
    """The sentences of a translator's maps, which a visitor may load by a click."""
    from core.translate import sentence_maps

    return frozenset(text for kind in sentence_maps.kinds(name) for text in sentence_maps.listed(name, kind).texts)


def maps(name: str, text: str) -> dict[str, SentenceMap]:
    """Kind -> sentences by their vectors, the visitor's own among them."""
    return (_maps_shown if is_shown(name, text) else _maps_own)(name, text)


def _maps(name: str, text: str) -> dict[str, SentenceMap]:
    from core.translate import sentence_maps

    c = read(name, text).c
    return {kind: sentence_maps.sentence_map(name, kind, text, c) for kind in sentence_maps.kinds(name)}


_maps_own = st.cache_resource(_maps, scope="session", max_entries=4, show_spinner=False)
_maps_shown = lru_cache(maxsize=64)(_maps)


@cache
def lengths(name: str) -> Mapping[str, Sequence[LengthBin]]:
    """Line -> BLEU by the length of the source, greedily, as the cards say."""
    lines = {"both_ways": name} if name.endswith(PLAIN) else {"as_it_stands": ONE_WAY, "reversed": REVERSED}
    return {line: cards.length_bins(shared.card(one)["measured"]["by_length_greedy"]) for line, one in lines.items()}


@cache
def measured() -> dict[str, Any]:
    """What the recipe measured over several trainings: source orders, sizes of c, mistakes."""
    return cards.one_vector()


@cache
def means(name: str, kind: str) -> Mapping[str, Means]:
    """How near sentences of one meaning are, by "c" and by their "words" alone."""
    from core.translate import sentence_maps

    return sentence_maps.means(name, kind)


def growing(name: str, text: str) -> Growing:
    """The sentence word by word longer. Raises UserError for what cannot be read."""
    return (_growing_shown if is_shown(name, text) else _growing_own)(name, text)


def _growing(name: str, text: str) -> Growing:
    from core.translate import growing as grown

    return grown.growing(text, name)


_growing_own = st.cache_resource(_growing, scope="session", max_entries=4, show_spinner=False)
_growing_shown = lru_cache(maxsize=64)(_growing)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def forced(name: str, text: str, given: str) -> Forced:
    """A translation that is given, read by the decoder word by word. Raises UserError for what cannot be read."""
    from core.translate import teaching

    return teaching.forced(name, text, given)


def given(options: Options) -> str:
    """The translation that the decoder is led through: the visitor's, a person's, or that of the translator with attention."""
    if options.given.strip():
        return options.given
    if options.task == "en-fr" and options.text in GIVEN:
        return GIVEN[options.text]
    people = shared.references(options.task, options.text)
    return people[0] if people else shared.decoding(options.task, options.text).text


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def mistaken(bug: str, text: str) -> Mistaken:
    """What a translator that was taught wrongly writes. Raises UserError for what cannot be read."""
    from core.translate import taught_wrongly

    return taught_wrongly.mistaken(MISTAKES[bug], text)


def with_attention(task: str, text: str) -> str:
    """What the translator with attention writes, greedily."""
    return shared.decoding(task, text).text


def referee(name: str, text: str, found: OneVector) -> list[Compared]:
    """The same by PyTorch's own layers, and by plain runs."""
    from core.referees import one_vector

    return one_vector.check(name, text, found)


def warm() -> None:
    """Read what is seen first, and its maps."""
    for name, texts in ((ONE_WAY, PRESETS), (REVERSED, (CARD, HOMEWORK))):
        for text in texts:
            read(name, text)
            maps(name, text)


def first() -> OneVector:
    """What stands there first."""
    return read(model(Options()), Options.text)
