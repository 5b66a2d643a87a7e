"""What the page on captioning asks of core: pictures as the encoder sees them, sentences, and what is asked about both.

What ships is seen and written about once and shared by all; a visitor's own picture, and what is made of it, is kept for that
visitor alone.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from app.jobs.running import outcome
from app.lessons.translate.captioning.options import (
    LONGEST_SENTENCE,
    MOST_LAID,
    OWN,
    PHOTOS,
    PRESETS,
    WIDTHS,
    Held,
    Options,
)
from core.captions.options import GREY, LONGEST, MADE, WAYS, CaptionConfig, cut
from core.captions.presets import Photograph, photographs
from core.captions.results import Aligned, Caption, Seen, Written
from core.errors import UserError

if TYPE_CHECKING:
    from core.captions.alignment import Alignment
    from core.captions.captioner import Captioner
    from core.referees.results import Compared


@st.cache_resource(max_entries=len(PHOTOS), show_spinner=False)
def seen(name: str) -> Seen:
    """A picture that is shipped or made, as the encoder sees it."""
    from core.captions import seeing

    return outcome(seeing.see({"picture": name}))


def shipped(name: str) -> Photograph:
    """A photograph that is shipped: what it shows, and whose it is."""
    return photographs()[name]


def captioner(way: str) -> Captioner:
    """A trained decoder, the same for all."""
    from core.captions.captioner import Captioner

    return Captioner.load(way)


def caption(photo: str, identity: str, found: Seen, way: str, config: CaptionConfig) -> Caption:
    """The beam's sentences about a picture. identity: tells a visitor's own picture from others."""
    if photo == OWN:
        return _own_caption(identity, found.grid, way, config.width).ranked(config.alpha)
    return _caption(photo, way, config.width).ranked(config.alpha)


def _searched(grid: np.ndarray, way: str, width: int) -> Caption:
    """All that a beam has left, in any order: the length normalisation ranks afterwards."""
    return captioner(way).search(grid, CaptionConfig(width, n_best=width))


@st.cache_resource(max_entries=256, show_spinner=False)
def _caption(photo: str, way: str, width: int) -> Caption:
    return _searched(seen(photo).grid, way, width)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def _own_caption(identity: str, _grid: np.ndarray, way: str, width: int) -> Caption:
    return _searched(_grid, way, width)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def written_on(identity: str, _grid: np.ndarray, way: str, given: tuple[str, ...], held: Held | None) -> Written:
    """The sentence that begins with the given words, with the light held from a step on. UserError: an unknown word."""
    pins = {} if held is None else dict.fromkeys(range(held.step, LONGEST), held.place)
    return captioner(way).write(_grid, captioner(way).tokens(known(way, given)), pins)


def known(way: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, if a decoder can write all of them. UserError names the first that it can't, or says that they are too many."""
    if len(words) >= LONGEST:
        raise UserError("captioning.too_many_words", most=LONGEST - 1)
    unknown = [word for word in words if word not in writable(way)]
    if unknown:
        raise UserError("captioning.unknown_word", word=unknown[0])
    return words


def given_words(options: Options) -> tuple[str, ...]:
    """The words that a visitor began the sentence with."""
    return cut(options.given)


@cache
def writable(way: str) -> dict[str, None]:
    """The words that a decoder can write, the commonest first."""
    return dict.fromkeys(captioner(way).writable)


def last_thing(found: Written) -> int:
    """The step of the last word that names a thing."""
    from core.captions import choices

    return choices.last_thing(found)


def third(found: Written, step: int) -> int:
    """In which third of the picture the brightest place of a step lies: left 0, middle 1, right 2."""
    from core.captions import choices

    return choices.third(found, step)


def about_grey(way: str, tokens: tuple[int, ...], is_own: bool) -> Written:
    """A sentence written once more with even grey in the picture's place. is_own: something of a visitor's is in it."""
    return (_own_about_grey if is_own else _about_grey)(way, tokens)


def _grey(way: str, tokens: tuple[int, ...]) -> Written:
    return captioner(way).write(seen(GREY).grid, tokens)


_about_grey = st.cache_resource(_grey, max_entries=256, show_spinner=False)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def _own_about_grey(way: str, tokens: tuple[int, ...]) -> Written:
    return _grey(way, tokens)


def about_nothing(way: str, config: CaptionConfig) -> dict[str, Written]:
    """What a decoder writes about the made pictures."""
    return {name: _caption(name, way, config.width).ranked(config.alpha).sentences[0] for name in MADE}


def unnamed(words: tuple[str, ...], shows: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The objects that a sentence names, and those of them that are not in what a person says of the picture."""
    from core.captions import objects

    return objects.named(words), objects.unseen(words, [cut(shows)])


@cache
def card(way: str) -> dict[str, Any]:
    """The model card of a decoder."""
    from core import checkpoints
    from core.captions.captioner import name

    return checkpoints.card(name(way))


def alignment() -> Alignment:
    """The trained alignment of words with places, the same for all."""
    from core.captions.alignment import Alignment

    return Alignment.load()


@st.cache_resource(scope="session", max_entries=32, show_spinner=False)
def laid(identity: str, _grid: np.ndarray, words: tuple[str, ...]) -> Aligned:
    """Words over the places of a picture. identity: tells it from others."""
    return alignment().align(_grid, words)


@st.cache_resource(scope="session", max_entries=32, show_spinner=False)
def ranked(photo: str, identity: str, _grid: np.ndarray, words: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """S of words with each picture that is there, best first: what ships, what is made, and the one on screen."""
    grids = {name: seen(name).grid for name in (*PRESETS, *MADE)}
    return alignment().rank(grids | {photo: _grid}, words)


def sentence_laid(typed: str, written: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that are laid over the places, and those that are passed over: the visitor's, or, if there are none, what is
    written. UserError where that is too long, or where none is known."""
    if len(typed) > LONGEST_SENTENCE:
        raise UserError("captioning.regions.too_long", letters=len(typed), most=LONGEST_SENTENCE)
    known, unknown = alignment().known(typed if typed.strip() else " ".join(written))
    if len(known) + len(unknown) > MOST_LAID:
        raise UserError("captioning.regions.too_many", words=len(known) + len(unknown), most=MOST_LAID)
    if not known:
        raise UserError("captioning.regions.none_known")
    return known, unknown


def recalled() -> list[tuple[str, dict[str, float], dict[str, float]]]:
    """Both ways to search among test photographs: what the card says, and what chance would do."""
    from core import checkpoints
    from core.captions import alignment as aligning

    pictures, told = aligning.TESTED, aligning.TOLD
    others = {"sentences_of_a_picture": (told, (pictures - 1) * told), "picture_of_a_sentence": (1, pictures - 1)}
    out = []
    for name, (own, rest) in others.items():
        by_chance = {f"at_{rank}": aligning.chance(rank, own, rest) for rank in (1, 5, 10)}
        by_chance["median"] = aligning.chance_median(own, rest)
        out.append((name, checkpoints.card(aligning.NAME)["measured"][name], by_chance))
    return out


def referee(way: str, found: Seen, written: Written) -> list[Compared]:
    """The sentence once more by PyTorch's layer and scipy, in double precision."""
    from core.referees import captions

    return captions.check(captioner(way), found.grid, written)


def first() -> Written:
    """What the page shows first."""
    options = Options()
    return _caption(options.photo, options.way, options.width).ranked(options.alpha).sentences[0]


def warm() -> None:
    """See what is shipped, and write about it in all three ways; load the alignment."""
    alignment()
    alpha = Options().alpha
    for name, way, width in product((*PRESETS, *MADE), WAYS, WIDTHS):
        best = _caption(name, way, width).ranked(alpha).sentences[0]
        about_grey(way, best.tokens, is_own=False)
