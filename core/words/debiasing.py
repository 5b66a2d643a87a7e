"""The lesson's whole run: vectors before, after neutralising, after equalising, and what is measured at each stage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from core.words import bias_lists, debias, evaluation, library
from core.words.analogy_questions import Question, answers, questions
from core.words.results import AlongLine, Association, EqualPair, Evaluation, Identified
from core.words.vectors import WordVectors
from core.words.weat import unit_rows

CATEGORIES = ("family", "capital-common-countries")
Pairs = Sequence[tuple[str, str]]
Stages = tuple[WordVectors, WordVectors, WordVectors]


def identify(wv: WordVectors, pairs: Pairs) -> Identified:
    """What the pairs differ in, beside what as many random pairs do. UserError as debias.subspace."""
    found = debias.subspace(wv, pairs)
    return Identified(found.direction, found.shares, debias.random_shares(wv, len(pairs)))


def stages(wv: WordVectors, direction: np.ndarray, pairs: Pairs, equal: Pairs, keep: frozenset[str]) -> Stages:
    """Vectors before, with every word neutralised but those of `keep` and of the pairs, and with the pairs `equal`
    equalised too. UserError as debias.equalize."""
    return (wv, *debias.hard(wv, direction, keep | {word for pair in pairs for word in pair}, equal))


def line(wv: WordVectors, direction: np.ndarray, words: Sequence[str], pairs: Pairs, form: str = "paper") -> AlongLine:
    """Words and pairs along the direction at each stage. form: "paper", or a mistake in equalising: "whole" or "raw",
    in which vectors keep their lengths. `words` are neutralised whatever they are, unless a pair has them; pairs are
    equalised by the form."""
    paired = {word for pair in pairs for word in pair}
    words = [word for word in words if word not in paired]
    g = np.asarray(direction, np.float64)
    rows = (lambda ws: wv.vectors[wv.rows(ws)].astype(np.float64)) if form == "raw" else (lambda ws: unit_rows(wv, ws))
    before = rows(words) @ g if words else np.zeros(0)
    few = WordVectors(words, wv.vectors[wv.rows(words)]) if words else wv  # not the whole vocabulary for a few words
    zero = unit_rows(debias.neutralize(few, words, g), words) @ g if words else before
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


def scores(wv: WordVectors) -> Evaluation:
    """What vectors are good for: a few categories of the analogy questions, WordSim-353 and SimLex-999."""
    *_, last = answers(wv.words, wv.unit, _asked())
    return Evaluation(
        {name: score for name, score in last.scores.items() if score.total},
        evaluation.likeness(wv, library.text("wordsim")),
        evaluation.likeness(wv, library.text("simlex")),
    )


def tests(made: Stages, kind: str) -> tuple[Association, ...]:
    """The kind's association tests at each stage; those that the vectors lack words for are left out."""
    found = []
    for name in bias_lists.TESTS[kind]:
        test = bias_lists.test(name, made[0])
        if test is not None:
            results = tuple(debias.weat(wv, test.X, test.Y, test.A, test.B) for wv in made)
            found.append(Association(name, test.names, test.missing, test.people, results))
    return tuple(found)


@cache
def _asked() -> dict[str, list[Question]]:
    """The analogy questions of the categories that are asked."""
    listed = questions(library.text("questions"))
    return {name: listed[name] for name in CATEGORIES}
