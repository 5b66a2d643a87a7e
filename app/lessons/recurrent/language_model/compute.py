"""What the page on language models asks of core, remembered by the sentences: a visitor's own for that visitor alone."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.language_model.options import FAR, PAIRS, Options
from core.recurrent.results.language import Race, Raced, Reach
from core.referees.results import Compared


def read(text: str) -> tuple[tuple[str, ...], bool]:
    """The words of a text as far as they are read, and whether that is all. Raises UserError where nothing can be read."""
    from core.recurrent.language import typed

    return typed.read(text)


def race(a: tuple[str, ...], b: tuple[str, ...]) -> Race:
    """Two sentences, as words, by both models at every size of vocabulary; each is read once, whatever the other is."""
    from core.recurrent.language import race as racing

    return Race(raced(a), raced(b), racing.parting(a, b))


def raced(words: tuple[str, ...]) -> Raced:
    """One of them: a preset is read once for all visitors."""
    return (_raced_shown if words in _shown() else _raced_own)(words)


def _raced(words: tuple[str, ...]) -> Raced:
    from core.recurrent import language
    from core.recurrent.language import race as racing

    return racing.raced(language.load("words"), language.load("letters"), [words])[0]


_raced_own = st.cache_resource(_raced, scope="session", max_entries=4, show_spinner=False)


@st.cache_resource(max_entries=16, show_spinner=False)
def _raced_shown(words: tuple[str, ...]) -> Raced:
    return _raced(words)


@functools.cache
def _shown() -> frozenset[tuple[str, ...]]:
    """The words of the presets."""
    return frozenset(read(text)[0] for pair in (*PAIRS.values(), FAR) for text in pair)


def free(words: tuple[str, ...], given: int, model: str = "words") -> tuple[str, ...]:
    """What a model writes by itself after the first ``given`` words; those of the letter model are put together again."""
    return _free(words[:given], model)


@st.cache_resource(scope="session", max_entries=24, show_spinner=False)
def _free(given: tuple[str, ...], model: str) -> tuple[str, ...]:
    from core.recurrent import language
    from core.recurrent.language import free as running

    return running.words(language.load(model), given)


def reach(words: tuple[str, ...], at: int) -> tuple[Reach, Reach]:
    """What the words, and the letters, before place ``at`` still do to what is expected there."""
    return _reach(words[: at + 1], at)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _reach(words: tuple[str, ...], at: int) -> tuple[Reach, Reach]:
    from core.recurrent import language
    from core.recurrent.language import reach as reaching

    return (
        reaching.of_words(language.load("words"), words, at),
        reaching.of_letters(language.load("letters"), words, at),
    )


def is_foreign(race: Race) -> bool:
    """Whether most words of one of the sentences are unknown at the largest vocabulary."""
    return any(one.by_size[max(one.by_size)].scored.unknown_share > 0.5 for one in (race.a, race.b))


def parting(a: str, b: str) -> int:
    """The place of the first word in which two texts differ."""
    from core.recurrent.language import race as racing

    return racing.parting(read(a)[0], read(b)[0])


def with_word(words: tuple[str, ...], place: int, word: str) -> str:
    """A sentence with another word at this place; <EOS> ends it there."""
    from core.recurrent.language import text

    return text.joined(words[:place] if word == text.EOS else (*words[:place], word, *words[place + 1 :]))


def referee(words: tuple[str, ...], size: int) -> list[Compared]:
    """The models' numbers by PyTorch's layer and loss, and <UNK> as a sum."""
    from core.recurrent import language
    from core.referees import language as referees

    return referees.check(language.load("words"), language.load("letters"), words, size)


def pairs() -> list[tuple[str, str, str]]:
    """Kind, right and wrong sentence of each written pair."""
    from core.recurrent.language import pairs as written

    return [(pair.kind, pair.right, pair.wrong) for pair in written.pairs()]


def card(name: str) -> dict[str, Any]:
    """The model card of "words" or of "letters"."""
    return section.card(f"everyday_{name}")


def first() -> Race:
    """The race that stands there first."""
    options = Options()
    return race(read(options.a)[0], read(options.b)[0])


def warm() -> None:
    """Load both models and read the presets; the server does, before the first visitor."""
    for words in _shown():
        raced(words)


def joined(words: tuple[str, ...]) -> str:
    """Words as a text."""
    from core.recurrent.language import text

    return text.joined(words)


def products(words: tuple[str, ...]) -> tuple[int, int]:
    """Multiplications with a weight that the word model, and the letter model, needs for a sentence."""
    from core.recurrent import language
    from core.recurrent.language import text

    steps = (len(words), sum(map(len, text.spelling(words))))
    return tuple(
        (count + 1) * language.load(name).network.products
        for count, name in zip(steps, ("words", "letters"), strict=True)
    )


def places(words: tuple[str, ...], size: int) -> list[int]:
    """The place of each word in the word model's vocabulary, <EOS> after them; what is not known has that of <UNK>."""
    from core.recurrent import language

    vocabulary = language.load("words").smaller(size).vocabulary
    return vocabulary.encode([*words, vocabulary.symbols[0]])


def favourite(raced: Raced, size: int, place: int) -> tuple[str, float] | None:
    """The word that the word model clearly found likeliest at a place, and its probability; None where there is none."""
    from core.recurrent.language import quiz

    return quiz.favourite(raced.by_size[size], place)


def dearest(raced: Raced, size: int) -> list[tuple[str, float]] | None:
    """The three words that cost the word model the most bits, dearest first; None where there are not so many."""
    from core.recurrent.language import quiz

    return quiz.dearest(raced.by_size[size])


def surer(raced: Raced, size: int) -> str | None:
    """Which model clearly finds a sentence likelier: "words" or "letters"; None where neither does."""
    from core.recurrent.language import quiz

    return quiz.surer(raced, size)


def numbers(race: Race, size: int) -> dict[str, list]:
    """Every token of both sentences, a row each: by the word model at this size, and the letters of the letter model."""
    columns: dict[str, list] = {}
    for name, raced in (("A", race.a), ("B", race.b)):
        for model, reading in (("words", raced.by_size[size]), ("letters", raced.spelled)):
            scored = reading.scored
            for i, token in enumerate(scored.written):
                row = {
                    "sentence": name,
                    "model": model,
                    "step": i + 1,
                    "written": token,
                    "read_as": scored.tokens[i],
                    "log_p": float(scored.log_probs[i]),
                    "log_p_spelling": float(scored.spelling[i]),
                    "rank": reading.steps[i].rank,
                    "expected": reading.steps[i].tops[0][0],
                }
                for key, value in row.items():
                    columns.setdefault(key, []).append(value)
    return columns
