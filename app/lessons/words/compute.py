"""What the lessons on words ask of core: vectors, equations, axes, scores. A visitor's own vectors stay in the session."""

from __future__ import annotations

import itertools
import json
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from core.errors import UserError
from core.referees.results import Compared
from core.words.results import Answer, Given, Plane, Score, Term, Upload

if TYPE_CHECKING:
    from core.words.vectors import WordVectors

OWN = "words.own"
OWN_BYTES = 400 << 20  # vectors of all visitors together
OFFERED = 8000  # words offered as one types
MAX_WORDS = 24
_kept: weakref.WeakSet[WordVectors] = weakref.WeakSet()
_files = itertools.count(1)


@dataclass(frozen=True)
class Own:
    """A visitor's own vectors: a number that no other file has, the vectors, the same for jobs, and as in Upload."""

    file: int
    vectors: WordVectors
    given: Given
    kind: str
    total: int
    twice: int


@dataclass(frozen=True)
class Solved:
    """An equation's answer and its plane."""

    answer: Answer
    plane: Plane


def has_own() -> bool:
    """Whether this visitor has brought vectors."""
    return OWN in st.session_state


def keep_own(found: Upload) -> None:
    """Keep a visitor's vectors for the session, in place of those before. Raises UserError where there is no room."""
    from core.words.vectors import WordVectors

    st.session_state.pop(OWN, None)
    if sum(wv.vectors.nbytes for wv in _kept) + found.vectors.nbytes > OWN_BYTES:
        raise UserError("vectors.full")
    made = WordVectors(found.words, found.vectors)
    _kept.add(made)
    st.session_state[OWN] = Own(
        next(_files), made, Given(made.words, made.vectors), found.kind, found.total, found.twice
    )


def at_hand(name: str) -> str:
    """The name of the vectors that stand for these: "glove" where a visitor has not brought "own" ones."""
    return "glove" if name == "own" and not has_own() else name


def own(name: str) -> Own | None:
    """A visitor's own vectors, if that is what `name` says and there are any."""
    return st.session_state.get(OWN) if name == "own" else None


def vectors(name: str) -> WordVectors:
    """The vectors of that name: "glove", "news", or the visitor's "own" (GloVe where there are none)."""
    from core.words import library

    mine = own(name)
    return library.load(at_hand(name)) if mine is None else mine.vectors


def file(name: str) -> int:
    """A number that tells a visitor's own vectors from those they had before; 0 for vectors that ship."""
    mine = own(name)
    return 0 if mine is None else mine.file


def given(name: str) -> Given | None:
    """A visitor's own vectors for a job, which knows those that ship."""
    mine = own(name)
    return None if mine is None else mine.given


def about(name: str) -> tuple[int, int]:
    """V and E."""
    wv = vectors(name)
    return len(wv), wv.dimensions


def offered(name: str) -> Sequence[str]:
    """The most frequent words, to complete what is typed."""
    return vectors(name).words[:OFFERED]


def solved(text: str, name: str, method: str, exclude: bool, shared: bool = False) -> Solved:
    """What the equation gives. shared: a preset on shipped vectors, the same for all. Raises UserError."""
    if name == "own":
        return _solve(text, name, method, exclude)
    return (_preset if shared else _typed)(text, name, method, exclude)


def _solve(text: str, name: str, method: str, exclude: bool) -> Solved:
    from core.words import analogy, equation

    wv = vectors(name)
    answer = analogy.solve(wv, equation.known(wv, equation.parse(text)), method, exclude)
    return Solved(answer, analogy.plane(wv, answer))


_typed = st.cache_resource(_solve, scope="session", max_entries=4, show_spinner=False)


@st.cache_resource(max_entries=64, show_spinner=False)
def _preset(text: str, name: str, method: str, exclude: bool) -> Solved:
    return _solve(text, name, method, exclude)


def check_equation(text: str, name: str) -> None:
    """Raises UserError where the equation cannot be read or has a word without a vector."""
    from core.words import equation

    equation.known(vectors(name), equation.parse(text))


def equation_text(terms: Sequence[Term]) -> str:
    """The equation as it is typed."""
    from core.words import equation

    return equation.written(terms)


def typed_words(text: str, name: str) -> tuple[list[str], list[str]]:
    """The words of a text, parted by blanks or commas, as the list spells them; and those that have no vector."""
    from core.words import equation

    wv, found, missing = vectors(name), {}, []
    for word in text.replace(",", " ").split()[:MAX_WORDS]:
        try:
            found[equation.spelling(wv, word)] = None
        except UserError:
            missing.append(word)
    return list(found), missing


def on_axis(words: Sequence[str], axis: str, pairs: str, name: str) -> np.ndarray:
    """How far the words lie along an axis: one of core's, or "own" of pairs "a b, c d". Raises UserError."""
    from core.words import analogy

    wv = vectors(name)
    return analogy.on_axis(wv, words, analogy.AXES[axis] if axis in analogy.AXES else _own_pairs(pairs, wv))


def axis_pairs(axis: str) -> tuple[tuple[str, str], ...]:
    """The pairs that an axis of core's is made of."""
    from core.words import analogy

    return analogy.AXES.get(axis, ())


def _own_pairs(text: str, wv: WordVectors) -> list[tuple[str, str]]:
    from core.words import equation

    parts = [part.split() for part in text.split(",")]
    if any(len(part) not in (0, 2) for part in parts):
        raise UserError("analogies.pair_form")
    return [(equation.spelling(wv, part[0]), equation.spelling(wv, part[1])) for part in parts if part]


def similarity_matrix(words: Sequence[str], name: str) -> np.ndarray:
    """cos of each two words (n, n)."""
    from core.words import analogy

    return analogy.similarity_matrix(vectors(name), words)


def neighbours(word: str, name: str, top: int) -> list[str]:
    """The nearest words by cosine, best first."""
    return [other for other, _ in vectors(name).most_similar(word, top=top)]


def measured(name: str) -> dict[str, Any] | None:
    """Scores of shipped vectors, measured by the recipe that made them; None for a visitor's own."""
    from core.data import ASSETS

    found = json.loads((ASSETS / "data" / "vectors" / "scores.json").read_text("utf-8")).get(name)
    return found and found | {"analogies": {key: Score(*counts) for key, counts in found["analogies"].items()}}


def scores_job(name: str) -> dict[str, Any]:
    """The description of the job "analogies", which measures these vectors."""
    return {"vectors": at_hand(name), "given": given(name)}


def referee(found: Answer, name: str, exclude: bool) -> list[Compared]:
    """The nearest words once more, by scikit-learn over all words: both scores of each, and whether the order agrees."""
    from core.referees import words as referees

    theirs = referees.nearest(vectors(name), found.terms, found.method, exclude, len(found.words))
    sign = -1 if found.method == "euclid" else 1
    rows = [
        Compared(word, sign * float(ours), sign * other, abs(float(ours) - other))
        for word, ours, (_, other) in zip(found.words, found.scores, theirs, strict=True)
    ]
    same = sum(word == other for word, (other, _) in zip(found.words, theirs, strict=True))
    return [
        *rows,
        Compared("", ", ".join(found.words[:3]), ", ".join(word for word, _ in theirs[:3]), f"{same}/{len(rows)}"),
    ]
