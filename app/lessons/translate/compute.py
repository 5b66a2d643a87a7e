"""What the lessons on translation ask of core: translators, translations, decodings and what was measured of them.

Shown sentences are shared by all visitors; what a visitor types is remembered for that visitor alone, and only the last
of it. Everything is asked for by its description: the model's name, the text, frozen options.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from core.translate.options import LOCALES, MODELS, PLAIN, TranslationConfig
from core.translate.results import Decoding, Masked, Translation

if TYPE_CHECKING:
    from core.translate.translator import Translator

DATES = (  # wordings worth looking at, and the locale they are written in
    ("samedi 9 mai 1998", "fr_FR"),
    ("4/3/20", "en_GB"),
    ("March 3, 2001", "en_US"),
    ("29. Februar 2024", "de_DE"),
    ("2001년 3월 4일 일요일", "ko_KR"),
    ("10. toukokuuta 2030", "fi_FI"),
)


@dataclass(frozen=True)
class Sentence:
    """A sentence that is shown: its text, people's translations of it, its number of words, a date's locale."""

    text: str
    references: tuple[str, ...] = ()
    words: int = 1
    locale: str = ""


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


def has_plain(task: str) -> bool:
    """Whether the task has a model without attention beside it."""
    return has(task + PLAIN)


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


@cache
def sentences(task: str) -> tuple[Sentence, ...]:
    """The sentences that are shown for a task, shortest first. None of them, and no date, was trained on."""
    from core.data import ASSETS

    if task == "dates":
        return tuple(Sentence(text, (), 1, locale) for text, locale in DATES)
    pairs = json.loads((ASSETS / "data" / "translate" / "sentences.json").read_text("utf-8"))["sentences"]
    if task.startswith("en"):
        found = [Sentence(one["en"], tuple(one["fr"]), len(one["en"].split())) for one in pairs]
    else:
        found = [Sentence(one["fr"][0], (one["en"],), len(one["fr"][0].split())) for one in pairs]
    return tuple(sorted(found, key=lambda one: one.words))


def references(task: str, text: str) -> tuple[str, ...]:
    """People's translations of a shown sentence; none of what a visitor typed."""
    return next((one.references for one in sentences(task) if one.text == text), ())


def is_shown(task: str, text: str) -> bool:
    """Whether it is one of the shown sentences, which all visitors share."""
    return any(one.text == text for one in sentences(task))


@cache
def locale_names(language: str = "en") -> dict[str, str]:
    """The locales that dates were learned in, by their names in a language, sorted by these."""
    from babel import Locale

    names = {code: Locale.parse(code).get_display_name(language) or code for code in LOCALES}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def translation(name: str, text: str, config: TranslationConfig) -> Translation:
    """A translation with its search. Raises UserError for what cannot be read."""
    return (_shown_translation if is_shown(_task(name), text) else _own_translation)(name, text, config)


def decoding(
    name: str, text: str, locale: str = "", tokens: Sequence[int] = (), over_outputs: bool = False
) -> Decoding:
    """Every number of each step: the given tokens first, then the likeliest. Raises UserError for what cannot be read.

    ``over_outputs`` makes the mistake of a softmax over the output's steps.
    """
    remembered = _shown_decoding if is_shown(_task(name), text) else _own_decoding
    return remembered(name, text, locale, tuple(tokens), over_outputs)


def masked(name: str, text: str, positions: Sequence[int], config: TranslationConfig) -> Masked:
    """What becomes of the translation with pieces of the source hidden. Raises UserError for what cannot be read."""
    remembered = _shown_masked if is_shown(_task(name), text) else _own_masked
    return remembered(name, text, tuple(positions), config)


def warm() -> None:
    """Load the translators, so that the first visitor finds them."""
    for name in offered():
        translator(name)


def _task(name: str) -> str:
    return name.removesuffix(PLAIN)


def _translation(name: str, text: str, config: TranslationConfig) -> Translation:
    return translator(name).translate(text, config)


def _decoding(name: str, text: str, locale: str, tokens: tuple[int, ...], over_outputs: bool) -> Decoding:
    return translator(name).decoding(text, locale=locale, tokens=tokens, over_outputs=over_outputs)


def _masked(name: str, text: str, positions: tuple[int, ...], config: TranslationConfig) -> Masked:
    return translator(name).masked(text, positions, config)


_own_translation = st.cache_resource(_translation, scope="session", max_entries=8, show_spinner=False)
_own_decoding = st.cache_resource(_decoding, scope="session", max_entries=8, show_spinner=False)
_own_masked = st.cache_resource(_masked, scope="session", max_entries=8, show_spinner=False)


@st.cache_resource(max_entries=128, show_spinner=False)
def _shown_translation(name: str, text: str, config: TranslationConfig) -> Translation:
    return _translation(name, text, config)


@st.cache_resource(max_entries=128, show_spinner=False)
def _shown_decoding(name: str, text: str, locale: str, tokens: tuple[int, ...], over_outputs: bool) -> Decoding:
    return _decoding(name, text, locale, tokens, over_outputs)


@st.cache_resource(max_entries=64, show_spinner=False)
def _shown_masked(name: str, text: str, positions: tuple[int, ...], config: TranslationConfig) -> Masked:
    return _masked(name, text, positions, config)
