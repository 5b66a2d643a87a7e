"""Pairs and darts as core draws them, their numbers by plain arithmetic, and how the picture writes these."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from app.lessons.words.negative_sampling.options import SEED, SENTENCE
from core.words import negative
from core.words.results import Drawn
from tests.app.strings import english

LABELS = english("negative_sampling.picture.")
MOMENT = {"end": -1, "reading": 3, "before": 0}
MIDDLE, ONE, FLAT = 15, 20, 0  # places of the exponents ¾, 1 and 0
ODD = "<b>x</b> & “q” $y$ "


@lru_cache(maxsize=256)
def shown(
    text: str = SENTENCE, centre: int = 5, window: int = 3, seed: int = SEED, moment: str = "end", odd: bool = False
) -> Drawn:
    """What there is to see. odd: with words that look like markup."""
    found = negative.drawn(negative.first_tables(MOMENT[moment]), text, centre, window, seed)
    if not odd:
        return found
    names, tokens = (tuple(ODD + word for word in words) for words in (found.names, found.tokens))
    return replace(found, names=names, tokens=tokens)


@dataclass(frozen=True)
class Row:
    """A small question: is that word, which is number `place` among the names, a true neighbour? y: it is; score: θᵀe."""

    word: str
    place: int
    y: int
    score: float

    @property
    def sigma(self) -> float:
        return 1 / (1 + math.exp(-self.score))

    @property
    def loss(self) -> float:
        return float(np.logaddexp(0, -self.score if self.y else self.score))

    @property
    def push(self) -> float:
        return self.y - self.sigma


def rows(found: Drawn, pair: int, k: int, x: int = MIDDLE) -> list[Row]:
    """The true word and those of the first k darts."""
    places = [int(found.target[pair]), *found.hit[x, pair, :k].tolist()]
    logit = found.logit.astype("f4").astype("f8")  # as it travels
    return [Row(found.names[place], place, int(j == 0), float(logit[place])) for j, place in enumerate(places)]


def total(some: list[Row]) -> float:
    return math.fsum(row.loss for row in some)


def wrong(found: Drawn, pair: int, row: Row) -> str:
    """The note of a drawn word that does stand beside the centre."""
    names = {"word": f"\u2068{row.word}\u2069", "centre": f"\u2068{found.tokens[found.centre]}\u2069"}
    if row.y or not found.beside[row.place]:
        return ""
    return LABELS["hit_true" if row.place == found.target[pair] else "hit_beside"].format(**names)


# As the picture writes it


def sigma(value: float) -> str:
    return f"{value:.{3 if value < 0.005 or value > 0.995 else 2}f}"


def signed(value: float) -> str:
    return ("−" if value < 0 else "+") + sigma(abs(value))


def two(value: float) -> str:
    text = f"{abs(value):.2f}"
    return "−" + text if value < 0 and float(text) else text


def percent(p: float) -> str:
    p = float(np.float32(p))  # as it travels
    if p >= 0.995:
        return "100%" if p >= 0.99999 else ">99%"
    if p >= 0.0995:
        return f"{math.floor(100 * p + 0.5)}%"
    if p >= 0.00995:
        return f"{100 * p:.1f}%"
    return "<0.0001%" if p < 1e-6 else f"{100 * p:#.2g}%"


def said(found: Drawn, pair: int, row: Row) -> str:
    """How a row is read aloud."""
    names = {"centre": f"\u2068{found.tokens[found.centre]}\u2069", "word": f"\u2068{row.word}\u2069"}
    numbers = {"sigma": sigma(row.sigma), "loss": two(row.loss), "push": signed(row.push)}
    told = LABELS["said_true" if row.y else "said_drawn"].format(**names, **numbers)
    return ". ".join(filter(None, (told, wrong(found, pair, row))))


def power(found: Drawn, x: int) -> str:
    """An exponent as it stands beside its handle."""
    return f"{found.exponents[x]:.2f}"
