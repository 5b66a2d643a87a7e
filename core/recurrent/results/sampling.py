"""What a network has written: numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

OTHERS = ""  # the token of a branch that stands for all that are not shown
GRAIN = 1024  # logits are rounded to one part of so many


def span(probabilities: np.ndarray, index: int) -> tuple[float, float]:
    """Where the piece of a symbol begins and ends, where all (V,) lie side by side, the likeliest first, ties in the order of the
    vocabulary."""
    own = probabilities[index]
    before = (probabilities > own) | ((probabilities == own) & (np.arange(len(probabilities)) < index))
    left = float(probabilities[before].sum())
    return left, left + float(own)


@dataclass(frozen=True)
class Draw:
    """One step. logits (V,): what the network said, −inf for what is never written; index: the symbol that came, beyond V where
    it can be read but not written; u: the random number, None where the symbol was given or kept and not drawn."""

    logits: np.ndarray
    index: int
    u: float | None = None

    @property
    def p(self) -> np.ndarray:
        """softmax(logits), at temperature 1 and uncut, (V,)."""
        chances = np.exp(self.logits.astype(np.float64) - self.logits.max())
        return chances / chances.sum()

    @property
    def span(self) -> tuple[float, float] | None:
        """From where to where the symbol's piece reaches in p; None for what is never written."""
        is_written = self.index < len(self.logits) and np.isfinite(self.logits[self.index])
        return span(self.p, self.index) if is_written else None


@dataclass(frozen=True)
class Sample:
    """A text that a network has written. start: the symbols that were given; tokens: those after them, <EOS> among them where
    it was drawn; kept: how many of these were there already; ended: whether <EOS> came before the limit; log_probability:
    natural log of P(tokens | start) at temperature 1 and uncut; log_probs (T,): its terms; us (T,): the random numbers.
    """

    seed: int | None
    start: tuple[str, ...]
    tokens: tuple[str, ...]
    ended: bool
    log_probs: np.ndarray
    us: np.ndarray
    kept: int = 0
    given: tuple[Draw, ...] = ()
    steps: tuple[Draw, ...] = ()

    @property
    def log_probability(self) -> float:
        """Natural log of P(tokens | start)."""
        return float(self.log_probs.sum())


@dataclass(frozen=True)
class Branch:
    """What could have been drawn: a symbol, the chance of it after those before it, the chance of the whole path from the
    root, and what could come next. Symbols that are not shown stand together as `OTHERS`."""

    token: str
    chance: float
    path: float
    next: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Writing:
    """All that stands on the desk: the text that is being written, and the finished ones beside it.

    source: one of `options.SOURCES`; symbols: what may be written, by the place of its logit; level: "word" or "character";
    limit: symbols after which a text stops; greedy, others: finished texts from the same start; texts: of the greedy one and of
    the others, what comes after the start, as it is read; known: whether each stands, as it is, in what was trained on, None
    where that does not ship.
    """

    source: str
    sample: Sample
    symbols: tuple[str, ...]
    level: str
    limit: int
    greedy: Sample
    others: tuple[Sample, ...]
    texts: tuple[str, ...]
    known: tuple[bool | None, ...]


@dataclass(frozen=True)
class Hit:
    """Where a needle falls under one temperature. symbol: on which; left, right: the ends of its piece; chances: symbols and
    probabilities from the left, of the likeliest and of the one that was hit, all others together as `OTHERS`; perplexity: among
    how many equally likely symbols one would be as unsure."""

    temperature: float
    symbol: str
    left: float
    right: float
    chances: tuple[tuple[str, float], ...]
    perplexity: float


@dataclass(frozen=True)
class Mistaken:
    """A temperature T in the wrong place, (V,) each. p: softmax(z); right: softmax(z / T); divided: p / T, which adds up to
    1 / T; again: the same made to add up to 1; twice: softmax(p / T)."""

    p: np.ndarray
    right: np.ndarray
    divided: np.ndarray
    again: np.ndarray
    twice: np.ndarray

    @property
    def order(self) -> np.ndarray:
        """Places (V,) from the likeliest on."""
        return np.argsort(-self.p, kind="stable")


@dataclass(frozen=True)
class Copied:
    """A text beside the book that it was learned from. words: of the text; start, length: where the longest run of them
    that stands there begins, and how long it is; whole: whether all of it is a sentence of the book."""

    words: tuple[str, ...]
    start: int
    length: int
    whole: bool

    @property
    def run(self) -> tuple[str, ...]:
        """The words of the longest run."""
        return self.words[self.start : self.start + self.length]
