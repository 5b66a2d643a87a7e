"""What the page on GloVe asks of core: counts, the training that ships and a visitor's own, ratios, mistakes, what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import streamlit as st

from app.lessons.words.glove.options import PRESETS, Options
from app.lessons.words.texts import OwnText
from core.errors import UserError
from core.referees.results import Compared
from core.words import corpus, counting, export, glove_mistakes, glove_moments, glove_scenes
from core.words import ratios as ratios_of
from core.words.corpus import Corpus
from core.words.options import GloveConfig
from core.words.results import (
    Counted,
    Fit,
    GloveLearned,
    GloveScene,
    Nearest,
    Ratios,
    RatiosLearned,
    Turned,
    Unmet,
    Upload,
    Zeros,
)

FIRST = GloveConfig()
MOST = FIRST.most  # words that are learnt of a text
SET = ("dimension", "window", "harmonic", "symmetric", "x_max", "epochs", "seed")  # what a visitor sets of a training
About = tuple[str, str, tuple[str, ...]]  # two words and probe words


@dataclass(frozen=True, eq=False)
class Trained:
    """A training that is shown: a name that no other has, of which text, how, and what came of it. live: it still runs."""

    name: str
    corpus: str
    config: GloveConfig
    learned: GloveLearned
    live: bool = False
    text: OwnText | None = None


@cache
def first() -> Trained:
    """The training that ships."""
    learned = glove_moments.first()
    return Trained("first", "wordnet", learned.config, learned)


def warm() -> None:
    """Count and read what is seen first; the server does, before the first visitor."""
    scene(first(), seen(first(), Options()), Options())
    zeros()


def text(name: str) -> Corpus:
    """A text that ships."""
    return corpus.shipped(name, FIRST.min_count, FIRST.most)


def config(options: Options) -> GloveConfig:
    """How a visitor's options have it trained."""
    least = FIRST.min_count if options.corpus != "own" else 2
    return GloveConfig(min_count=least, **{name: getattr(options, name) for name in SET})


@st.cache_resource(max_entries=6, show_spinner=False)
def kept(name: str, _learned: GloveLearned) -> GloveLearned:
    """One copy for all visitors of a training on a text that ships."""
    return _learned


@dataclass(frozen=True, eq=False)
class Seen:
    """What the picture shows of the text: counts, and the ratios that were asked for."""

    counted: Counted
    ratios: Ratios


def seen(trained: Trained, options: Options) -> Seen:
    """A text that ships, counted. Raises UserError."""
    preset = trained.corpus == "wordnet" and options.text in PRESETS.values()
    counted = counted_first(options.text) if preset else _counted(trained.corpus, options.text)
    return Seen(counted, ratios(trained, options))


def to_count(trained: Trained, options: Options) -> dict[str, Any]:
    """What the job "glove_counted" is asked, of a visitor's own text. Raises UserError."""
    about = None if options.about == Options.about else about_of(trained, options)
    asked = {"corpus": "own", "data": trained.text.data, "config": trained.config}
    return asked | {"sentence": options.text, "ratios": about}


@lru_cache(maxsize=8)
def counted_first(sentence: str) -> Counted:
    """A preset on the text that ships."""
    return counting.counted(text("wordnet"), sentence)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _counted(name: str, sentence: str) -> Counted:
    return counting.counted(text(name), sentence)


def about_of(trained: Trained, options: Options) -> About | None:
    """The words whose ratios were asked for; None where the text has not all of them. Telling probe words, where none
    are asked for; for a visitor's own text the worker looks for these."""
    words = trained.learned.moments.words
    try:
        first, second, probes = ratios_of.read(words, options.about)
    except UserError:
        return None
    if not probes and trained.text is None:
        handles = options.window, options.harmonic, options.symmetric
        probes = ratios_of.suggest(text(trained.corpus), first, second, 4, *handles)
    return (first, second, probes) if probes or trained.text is not None else None


def ratios(trained: Trained, options: Options) -> Ratios:
    """The ratios of a text that ships, as the window is set."""
    about = about_of(trained, options) or ratios_of.usual(text(trained.corpus))
    return _ratios(trained.corpus, about, options.window, options.harmonic, options.symmetric)


@lru_cache(maxsize=64)
def _ratios(name: str, about: About, window: int, harmonic: bool, symmetric: bool) -> Ratios:
    return ratios_of.of_text(text(name), *about, window, harmonic, symmetric)


def check_ratios(trained: Trained, typed: str) -> None:
    """Raises UserError for what is no pair of known words."""
    ratios_of.read(trained.learned.moments.words, typed)


def learned_ratios(trained: Trained, shown: Seen, options: Options) -> RatiosLearned:
    """What the vectors say of the ratios, beside the counts that they were trained on."""
    found, config = shown.ratios, trained.config
    if trained.text is None:
        about = found.first, found.second, found.probes
        found = _ratios(trained.corpus, about, config.window, config.harmonic, config.symmetric)
    return ratios_of.learned_ratios(trained.learned, found)


def scene(trained: Trained, shown: Seen, options: Options) -> GloveScene:
    """All that the picture shows."""
    asked = asked_of(options)
    near = glove_scenes.nearest(trained.learned, asked) if trained.live else _nearest(trained.name, asked, trained)
    return GloveScene(shown.counted, fit(trained, shown), near, (ratios_of.paper(), shown.ratios))


def begin(trained: Trained, options: Options) -> dict[str, Any]:
    """The step and the cell that a sentence opens on; on a visitor's own text, which a worker counts, its end."""
    if trained.text is not None:
        return {"step": -1, "row": "", "column": ""}
    counted = seen(trained, options).counted
    place, row, column = counting.telling(text(trained.corpus), counted, options.window)
    return {"step": len(counted.read) + place, "row": row, "column": column}


def check_text(trained: Trained, typed: str) -> None:
    """Raises UserError where a text has no pair."""
    counting.placed(trained.learned.moments.words, typed)


def fit(trained: Trained, shown: Seen) -> Fit:
    """What the vectors say of the counts."""
    return glove_scenes.fit(trained.learned, shown.counted)


@st.cache_resource(max_entries=64, show_spinner=False)
def _nearest(name: str, asked: tuple[str, ...], _trained: Trained) -> Nearest:
    return glove_scenes.nearest(_trained.learned, asked)


def asked_of(options: Options) -> tuple[str, ...]:
    """The words whose neighbours are shown, three at the most."""
    words = (word.strip() for word in options.asked.lower().split(","))
    return tuple(dict.fromkeys(word for word in words if word))[:3]


def costliest(fit: Fit, words: Sequence[str], options: Options) -> glove_scenes.Largest | None:
    """A question: which of the cells of these words adds most to J."""
    return glove_scenes.largest(fit, words, moment_of(fit, options), options.x_max)


def moment_of(fit: Fit, options: Options) -> int:
    """The moment of the training that is shown, which a link may name though there are not so many."""
    return options.moment if options.moment < len(fit.epochs) else -1


def addends(fit: Fit, moment: int) -> np.ndarray:
    """What each cell adds to J (S,)."""
    return glove_scenes.addend(fit, moment)


def measured() -> Mapping[str, Any]:
    """What the recipe measured of whole trainings."""
    return glove_moments.measured()


def vectors_of(trained: Trained) -> Upload:
    """What was learnt, for the other lessons on words."""
    words = trained.learned.moments.words
    return Upload(words, trained.learned.vectors, "GloVe text", len(words), 0)


def as_text(trained: Trained) -> bytes:
    """What was learnt, as word2vec's text format."""
    return export.word2vec_text(trained.learned.moments.words, trained.learned.vectors)


@st.cache_resource(max_entries=8, show_spinner=False)
def turned(name: str, axis: int, _trained: Trained) -> Turned:
    """The mistake of reading axes: what is left of one, counted from 1, after both tables are turned."""
    words = _trained.learned.moments.words
    return glove_mistakes.turned(_trained.learned, "juice" if "juice" in words else words[len(words) // 2], axis - 1)


def referee(trained: Trained, shown: Seen, options: Options) -> Sequence[Compared]:
    """A plain loop beside the counts, PyTorch beside the cost and its gradient."""
    from core.referees import glove as independent

    given = text(trained.corpus) if trained.text is None else None
    handles = options.window, options.harmonic, options.symmetric, options.x_max
    word = options.row if options.row in shown.counted.words else ""
    return independent.check(trained.learned, shown.counted, *handles, text=given, word=word)


@lru_cache(maxsize=1)
def zeros() -> Zeros:
    """What the vectors give cells that are 0, beside those that are not, in the text that ships."""
    return glove_mistakes.zeros(first().learned, text("wordnet"))


@lru_cache(maxsize=16)
def unmet(word: str) -> Unmet:
    """Words that never stand beside one word, and that the vectors give the largest counts. Raises UserError."""
    return glove_mistakes.unmet(first().learned, text("wordnet"), ratios_of.read_probes(text("wordnet"), word)[0])
