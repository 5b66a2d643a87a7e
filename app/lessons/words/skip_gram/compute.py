"""What the page on skip-gram asks of core: the training that ships, what jobs are given, and what there is to see of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import streamlit as st

from app.lessons.words import texts
from app.lessons.words.skip_gram.options import PRESETS, Options
from core.referees.results import Compared
from core.words import choosing, corpus, export, moments, scenes
from core.words.moments import FIRST_CONFIG as FIRST
from core.words.options import LearningConfig
from core.words.results import KeepTable, Learned, Nearest, OfVector, Scene, Upload, WordMap
from core.words.results import Window as Seen

CBOW_RATE = 0.05  # twice skip-gram's, as in word2vec
READ = {"wordnet": 1_759_311, "shakespeare": 913_887, "own": 0}  # words of the texts


@dataclass(frozen=True)
class Trained:
    """A training that is shown: a name that no other has, of which text, how, and what came of it.

    live: it still runs. lies: where the map's words lay when it was last seen (N, 2), so that it stays as it was."""

    name: str
    corpus: str
    config: LearningConfig
    learned: Learned
    live: bool = False
    lies: np.ndarray | None = None


@cache
def first() -> Trained:
    """The training that ships."""
    return Trained("first", "wordnet", FIRST, moments.first())


def warm() -> None:
    """Read the training that is seen first; the server does, before the first visitor."""
    scene(first(), Options())


def config(options: Options) -> LearningConfig:
    """How a visitor's options have it trained; what does not matter is left at its default."""
    plain = LearningConfig()
    return LearningConfig(
        method=options.method,
        output=options.output,
        dimension=options.dimension,
        window=options.window,
        negative=options.negative if options.output == "negative" else plain.negative,
        epochs=options.epochs,
        subsample=options.subsample,
        min_count=plain.min_count if options.corpus != "own" else 2,
        most=options.vocabulary,
        rate=plain.rate if options.method == "skip" else CBOW_RATE,
        seed=options.seed,
    )


def description(name: str, data: bytes | None, made: LearningConfig, resume: Learned | None = None) -> dict[str, Any]:
    """What the jobs "word_vectors" and "word_vectors_own" are asked."""
    return {"corpus": name, "data": data, "config": made, "resume": resume}


@st.cache_resource(max_entries=6, show_spinner=False)
def kept(name: str, _learned: Learned) -> Learned:
    """One copy for all visitors of a training on a text that ships."""
    return _learned


def asked_of(options: Options) -> tuple[str, ...]:
    """The words whose neighbours are shown, three at the most."""
    words = (word.strip() for word in options.asked.lower().split(","))
    return tuple(dict.fromkeys(word for word in words if word))[-3:]


def seconds(options: Options) -> float:
    """How long a training will take, about, by what the card has measured of the one that ships."""
    text = texts.held() if options.corpus == "own" else None
    words = READ[options.corpus] if text is None else text.read.words
    rate = measured()["softmax" if options.output == "softmax" else "skip"]["words_a_second"]
    dearer = (
        options.vocabulary / FIRST.most
        if options.output == "softmax"
        else (options.negative + 1) / (FIRST.negative + 1)
    )
    return words * options.epochs / rate * max(0.1, dearer) * options.dimension / FIRST.dimension


def cost_config(options: Options) -> LearningConfig:
    """What the job "pair_costs" is asked."""
    return LearningConfig(dimension=options.dimension, window=options.window, negative=options.negative)


def scene(trained: Trained, options: Options, before: np.ndarray | None = None) -> Scene:
    """All that the picture shows; of a training that runs, the last moment. before: see `scenes.word_map`."""
    learned, made = trained.learned, trained.config
    asked = asked_of(options)
    if trained.live:
        m = learned.moments
        parts = (
            scenes.word_map(m, options.plane, before, last=True),
            scenes.window(m, options.text, made, options.window, last=True),
            scenes.nearest(m, asked, last=True),
        )
        return scenes.scene(learned, made, *parts, last=True)
    parts = (
        _word_map(trained.name, options.plane, trained),
        _window(trained.name, options.text, options.window, trained),
        _nearest(trained.name, asked, trained),
    )
    return scenes.scene(learned, made, *parts)


def _word_map(name: str, plane: str, trained: Trained) -> WordMap:
    return _first_map(plane) if name == "first" else _own_map(name, plane, trained)


@cache
def _first_map(plane: str) -> WordMap:
    return scenes.word_map(first().learned.moments, plane)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _own_map(name: str, plane: str, _trained: Trained) -> WordMap:
    return scenes.word_map(_trained.learned.moments, plane, _trained.lies)


def _window(name: str, text: str, width: int, trained: Trained) -> Seen:
    if name == "first" and text in PRESETS.values():
        return _first_window(text, width)
    return _own_window(name, text, width, trained)


@cache
def _first_window(text: str, width: int) -> Seen:
    return scenes.window(first().learned.moments, text, FIRST, width)


@st.cache_resource(scope="session", max_entries=6, show_spinner=False)
def _own_window(name: str, text: str, width: int, _trained: Trained) -> Seen:
    return scenes.window(_trained.learned.moments, text, _trained.config, width)


def _nearest(name: str, asked: tuple[str, ...], trained: Trained) -> Nearest:
    return _first_nearest(asked) if name == "first" else _own_nearest(name, asked, trained)


@lru_cache(maxsize=64)
def _first_nearest(asked: tuple[str, ...]) -> Nearest:
    return scenes.nearest(first().learned.moments, asked)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def _own_nearest(name: str, asked: tuple[str, ...], _trained: Trained) -> Nearest:
    return scenes.nearest(_trained.learned.moments, asked)


def probabilities(trained: Trained) -> KeepTable:
    """With which probability the commonest words of the text are read, by both formulas."""
    m = trained.learned.moments
    return corpus.keep_table(m.words, m.counts)


def vectors_of(trained: Trained) -> Upload:
    """What was learnt, for the other lessons on words."""
    m = trained.learned.moments
    return Upload(m.words, trained.learned.e, "word2vec text", len(m.words), 0)


def as_text(trained: Trained) -> bytes:
    """What was learnt, as word2vec's text format."""
    return export.word2vec_text(trained.learned.moments.words, trained.learned.e)


def measured() -> Mapping[str, Mapping[str, float]]:
    """How the variants fared, by the card of the training that ships."""
    return moments.card()["measured"]["variants"]


def question(trained: Trained, asked: Sequence[str]) -> choosing.Choice | None:
    """Whose nearest word at the end is asked for: the word, four to choose from, and the right one's place."""
    return choosing.nearest_at_the_end(trained.learned.moments, asked)


def referee(trained: Trained, options: Options) -> list[Compared]:
    """PyTorch's gradients on the sentence."""
    from core.referees import word2vec

    return word2vec.check(trained.learned, options.text, options.window, options.negative)


def softmax_of_vector(word: str) -> OfVector:
    """The mistake: a softmax over the numbers of one vector, beside the one over all words."""
    return scenes.softmax_of_vector(first().learned.moments, word, "juice")


def tied_config() -> LearningConfig:
    """How the two trainings of the mistake θ = e are made."""
    return LearningConfig(epochs=2, most=4000)
