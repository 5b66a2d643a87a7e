"""Counts and fits as core gives them, of the training that ships and of a tiny one; and how the picture writes of them."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

import numpy as np

from app.lessons.words.glove.options import ASKED, SENTENCE, Options
from app.lessons.words.glove.picture import Rest
from core.words import corpus, counting, glove_learning, glove_moments, glove_scenes, ratios
from core.words.corpus import Corpus
from core.words.options import GloveConfig
from core.words.results import Fit, GloveLearned, GloveScene
from tests.app.strings import english

LABELS = english("glove.picture.")
NAMES = tuple(Rest.__dataclass_fields__)
USUAL = Rest(**{name: getattr(Options(), name) for name in NAMES})
ABOUT = ratios.PRESETS[0]
ODD = "<b>x</b> & “q” $y$ "
TINY = "The cat sat on the mat. The dog sat on the log. A cat and a dog ran to the mat. " * 30
TINY_CONFIG = GloveConfig(dimension=4, window=3, epochs=4, min_count=2, seed=3)


@cache
def text(kind: str = "first") -> Corpus:
    if kind == "tiny":
        return corpus.build(corpus.sentences(TINY), TINY_CONFIG.min_count)
    return corpus.shipped("wordnet", GloveConfig().min_count, GloveConfig().most)


@cache
def learned(kind: str = "first", live: int | None = None) -> GloveLearned:
    """A training; live: as a glimpse of that moment."""
    found = tiny() if kind == "tiny" else glove_moments.first()
    if live is None:
        return found
    m = found.moments
    one = {name: getattr(m, name)[live : live + 1] for name in ("epochs", *glove_moments.TABLES)}
    cost = m.cost[m.cost[:, 0] <= m.epochs[live] + 1e-4]
    return replace(found, moments=replace(m, **one, cost=cost), vectors=None, done=False)


def tiny() -> GloveLearned:
    steps = glove_learning.run(text("tiny"), TINY_CONFIG)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@lru_cache(maxsize=64)
def scene(
    sentence: str = SENTENCE, kind: str = "first", live: int | None = None, odd: bool = False, asked: str = ASKED
) -> GloveScene:
    """What there is to see. odd: with words that look like markup."""
    given = text(kind)
    about = ABOUT if kind == "first" else ratios.usual(given)
    how = (10, False, True) if kind == "first" else (3, False, True)
    counted = counting.counted(given, sentence)
    found = glove_scenes.scene(learned(kind, live), counted, asked.split(", "), ratios.of_text(given, *about, *how))
    if not odd:
        return found
    named = {word: ODD + word for word in (*counted.words, *counted.tokens, *found.fit.names)}
    words, tokens = (tuple(map(named.get, names)) for names in (counted.words, counted.tokens))
    fit = replace(found.fit, names=tuple(map(named.get, found.fit.names)))
    return replace(found, counted=replace(counted, words=words, tokens=tokens), fit=fit)


def known(found: GloveScene) -> list[int]:
    """The places of the sentence at which one can stop."""
    return np.flatnonzero(found.counted.place != -1).tolist()


def step_of(found: GloveScene, stop: int) -> int:
    """Stop by stop through the text and the known words, as a step of the `Rest`."""
    M, places = len(found.counted.read), known(found)
    if stop in (-1, M + len(places) - 1):
        return -1
    return stop if stop < M else M + places[stop - M]


def last(found: GloveScene) -> int:
    return len(found.counted.read) + len(known(found)) - 1


def counts(found: GloveScene, rest: Rest, stop: int) -> np.ndarray:
    """X at a stop: of the text at a moment, and on top of it pair by pair what the sentence has written."""
    shown, M, how = found.counted, len(found.counted.read), (rest.window, rest.harmonic, rest.symmetric)
    stop = last(found) if stop < 0 else stop
    X = counting.matrix(shown, *how, moment=min(stop, M - 1))
    for t in known(found)[: max(0, stop - M + 1)]:
        cells = counting.written(shown, t, *how)
        np.add.at(X, (cells.rows, cells.columns), cells.weights)
    return X


class Cell:
    """A cell of the fit at a moment, by plain arithmetic on what travels."""

    def __init__(self, fit: Fit, s: int, moment: int, x_max: float) -> None:
        self.s, self.x = s, float(np.float32(fit.x[s]))
        self.dot = float(np.float32(fit.dot[moment, s]))
        self.b = float(np.float32(fit.b[moment, fit.left[s]]))
        self.b_prime = float(np.float32(fit.b_prime[moment, fit.right[s]]))
        self.log, self.f = math.log(self.x), min(1.0, (self.x / x_max) ** fit.power)
        self.sum = self.dot + self.b + self.b_prime
        self.residual = self.sum - self.log


def cell(found: GloveScene, row: str, column: str, moment: int = -1, x_max: float = USUAL.x_max) -> Cell | None:
    """None for a pair that is 0 in the text that was trained on."""
    fit = found.fit
    for s, (i, j) in enumerate(zip(fit.left, fit.right, strict=True)):
        if (fit.names[i], fit.names[j]) == (row, column):
            return Cell(fit, s, moment, x_max)
    return None


# As the picture writes it


def fixed(value: float, digits: int = 2) -> str:
    """A number with so many digits, halves away from 0, with a true minus."""
    rounded = Decimal(abs(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{'−' if value < 0 and rounded else ''}{rounded}"


def count(x: float) -> str:
    if x >= 1000:
        return f"{math.floor(x + 0.5):,}"
    text = fixed(x, 1 if x >= 100 else 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def weight(f: float) -> str:
    return f"{f:g}" if f in (0, 1) else fixed(f, 3 if f < 0.1 else 2)


def epoch(found: GloveScene, moment: int, one_digit: bool = False) -> str:
    at = float(np.float32(found.fit.epochs[moment]))
    return LABELS["epoch"].format(epoch=fixed(at, 1) if one_digit else count(at), total=found.fit.total)


def isolated(word: str) -> str:
    return f"\u2068{word}\u2069"


def pair(row: str, column: str) -> str:
    return f"{isolated(row)}–{isolated(column)}"


def status(found: GloveScene, stop: int) -> str:
    shown, M = found.counted, len(found.counted.read)
    total = f"{shown.read[-1]:,}"
    if 0 <= stop < M:
        return LABELS["status_text"].format(read=f"{shown.read[stop]:,}", total=total)
    word = shown.tokens[known(found)[stop - M if stop >= 0 else -1]]
    return LABELS["status_yours"].format(total=total, word=word)


def numbers(found: GloveScene, rest: Rest) -> list[str]:
    """The first lines beneath the picture: the pinned cell's part of the sum."""
    if not rest.row:
        return [LABELS["pin_hint"]]
    one = cell(found, rest.row, rest.column, rest.moment, rest.x_max)
    if one is None:
        return [LABELS["not_in_sum"].format(pair=pair(rest.row, rest.column)), LABELS["zero_why"]]

    def signed(value: float) -> str:
        return f" {'−' if value < 0 else '+'} {fixed(abs(value), 3)}"

    inside = f"{fixed(one.dot, 3)}{signed(one.b)}{signed(one.b_prime)}{signed(-one.log)}"
    said = f"{fixed(one.f, 3)} · ({inside})² = {fixed(one.f * one.residual**2, 3)}"
    told = f"{fixed(one.log, 3)} = log {count(one.x)}   {LABELS['residual']} {fixed(one.residual, 3)}   θ, e"
    return [said, f"{told} ({found.fit.dimension},)"]
