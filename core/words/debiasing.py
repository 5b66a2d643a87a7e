"""The lesson's whole run: vectors before, after neutralising, after equalising, and what is measured at each stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.words import bias_lists, debias, evaluation, library
from core.words.results import AlongLine, Association, EqualPair, Scores
from core.words.vectors import WordVectors
from core.words.weat import unit_rows

CATEGORIES = ("family", "capital-common-countries", "gram3-comparative")
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Stages:
    """Vectors before, with all but a few words neutralised, and with the pairs equalised too; the direction (E,), the
    shares of the pairs' components and those of random pairs, with what 95 % of random firsts stay below."""

    vectors: tuple[WordVectors, WordVectors, WordVectors]
    direction: np.ndarray
    shares: np.ndarray
    random: np.ndarray
    random_most: float


def stages(wv: WordVectors, pairs: Pairs, equal: Pairs, keep: frozenset[str]) -> Stages:
    """Hard debiasing of the whole vocabulary along what `pairs` differ in. UserError as debias.subspace and .equalize."""
    found = debias.subspace(wv, pairs)
    random, most = debias.random_shares(wv, len(pairs))
    after = debias.hard(wv, found.direction, keep | {w for pair in pairs for w in pair}, equal)
    return Stages((wv, *after), found.direction, found.shares, random, most)


def line(made: Stages, words: Sequence[str], pairs: Pairs, form: str = "paper") -> AlongLine:
    """Words and pairs along the direction at each stage. form: "paper", or a mistake in equalising: "whole" or "raw",
    in which vectors keep their lengths. `words` are neutralised whatever they are; pairs are equalised by the form."""
    wv, g = made.vectors[0], made.direction.astype(np.float64)
    rows = (lambda ws: wv.vectors[wv.rows(ws)].astype(np.float64)) if form == "raw" else (lambda ws: unit_rows(wv, ws))
    before = rows(words) @ g if words else np.zeros(0)
    after = debias.neutralize(wv, words, g) if words else wv
    zero = unit_rows(after, words) @ g if words else before
    return AlongLine(
        tuple(words),
        np.stack([before, zero, zero], axis=1).astype(np.float32),
        tuple(_pair(rows(pair), pair, g, form) for pair in pairs),
        form,
    )


def _pair(e: np.ndarray, words: tuple[str, str], g: np.ndarray, form: str) -> EqualPair:
    """One pair before and after; after is None where its words do not differ along the direction."""
    try:
        after = debias.equalized(e, g, normalise=form != "raw", whole=form == "whole")
    except ZeroDivisionError:
        after = None
    return EqualPair(words, (e @ g).astype(np.float32), np.linalg.norm(e, axis=1).astype(np.float32), after)


def scores(wv: WordVectors) -> Scores:
    """What vectors are good for: a few categories of the analogy questions, WordSim-353 and SimLex-999."""
    listed = evaluation.questions(library.text("questions"))
    asked = "\n".join(f": {name}\n" + "\n".join(" ".join(q) for q in listed[name]) for name in CATEGORIES)
    *_, last = evaluation.analogies(wv, asked)
    return Scores(
        {name: score for name, score in last.scores.items() if score.total},
        evaluation.likeness(wv, library.text("wordsim")),
        evaluation.likeness(wv, library.text("simlex")),
    )


def tests(made: Stages, kind: str) -> tuple[Association, ...]:
    """The kind's association tests at each stage; those that the vectors lack words for are left out."""
    found = []
    for name in bias_lists.TESTS[kind]:
        test = bias_lists.test(name, made.vectors[0])
        if test is not None:
            results = tuple(debias.weat(wv, test.X, test.Y, test.A, test.B) for wv in made.vectors)
            found.append(Association(name, test.names, test.missing, test.people, results))
    return tuple(found)
