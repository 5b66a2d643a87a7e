"""What the lessons on translation ask of core: translators, decodings, shown sentences and what was measured.

Shown sentences are shared by all visitors; what a visitor types is remembered for that visitor alone, and only the last
of it. Everything is asked for by its description: the model's name, the text, frozen options.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from core.translate import shown
from core.translate.options import LOCALES, MODELS, PLAIN
from core.translate.results import Decoding, Sentence

if TYPE_CHECKING:
    from core.translate.translator import Translator


@cache
def offered() -> tuple[str, ...]:
    """The tasks whose weights are there: of "en-fr", "fr-en", "dates"."""
    return tuple(name for name in MODELS if has(name))


@cache
def has(name: str) -> bool:
    """Whether this translator ships."""
    from core import checkpoints
    from core.translate import models

    return (checkpoints.WEIGHTS / f"{models.stem(name)}.safetensors").exists()


def translator(name: str) -> Translator:
    """A shipped translator, the same for all. KeyError if there is none of that name."""
    from core.translate.translator import Translator

    return Translator.load(name)


def check(name: str, text: str, locale: str = "") -> None:
    """Raise UserError for what this translator cannot read."""
    translator(name).read(text, locale)


def card(name: str) -> dict[str, Any]:
    """The model card: how it was made, what was measured."""
    from core import checkpoints
    from core.translate import models

    return checkpoints.card(models.stem(name))


def sentences(task: str) -> tuple[Sentence, ...]:
    """The sentences that are shown for a task, shortest first. None of them, and no date, was trained on."""
    return shown.of_task(task)


def nearest(task: str, lengths: Sequence[int]) -> tuple[Sentence, ...]:
    """For each number of words a shown sentence of about that length."""
    return shown.nearest(task, lengths)


def references(task: str, text: str) -> tuple[str, ...]:
    """People's translations of a shown sentence; none of what a visitor typed."""
    return next((one.references for one in sentences(task) if one.text == text), ())


def is_shown(name: str, text: str) -> bool:
    """Whether it is one of the sentences shown for a translator's task, which all visitors share."""
    return any(one.text == text for one in sentences(name.removesuffix(PLAIN)))


@cache
def locale_names(language: str = "en") -> dict[str, str]:
    """The locales that dates were learned in, by their names in a language, sorted by these."""
    from babel import Locale

    names = {code: Locale.parse(code).get_display_name(language) or code for code in LOCALES}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def decoding(name: str, text: str, locale: str = "", over_outputs: bool = False) -> Decoding:
    """Every number of each step of the greedy output. Raises UserError for what cannot be read.

    ``over_outputs`` makes the mistake of a softmax over the output's steps.
    """
    return (_shown_decoding if is_shown(name, text) else _own_decoding)(name, text, locale, over_outputs)


def _decoding(name: str, text: str, locale: str, over_outputs: bool) -> Decoding:
    return translator(name).decoding(text, locale=locale, over_outputs=over_outputs)


_own_decoding = st.cache_resource(_decoding, scope="session", max_entries=8, show_spinner=False)


@st.cache_resource(max_entries=128, show_spinner=False)
def _shown_decoding(name: str, text: str, locale: str, over_outputs: bool) -> Decoding:
    return _decoding(name, text, locale, over_outputs)


def warm() -> None:
    """Load the translators, so that the first visitor finds them."""
    for name in offered():
        translator(name)
