"""What is tried with a translator: a search told whole, other ways to choose, widths, a text, a small language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.translate.results.beam import BeamTrace
from core.translate.results.decoding import Products


@dataclass(frozen=True)
class Extremes:
    """The greatest and the least product of a search in float16, how many are 0, of how many; the least Σ log P."""

    greatest: float
    least: float
    zeros: int
    count: int
    least_log: float


@dataclass(frozen=True)
class Way:
    """One output: how it was chosen ("greedy", "sample", "beam", "given"), its text, log P, its length with <EOS>."""

    method: str
    text: str
    log_probability: float
    length: int
    ended: bool = True
    seed: int = 0


@dataclass(frozen=True)
class Searched:
    """A beam search over one sentence, and what its picture needs.

    source: pieces as they are read; pieces: token -> piece of the target, for the tokens that occur; texts: of the
    finished, in the trace's order; products: for each step, the candidates' probabilities multiplied in float16 (N,);
    empty: log P of the empty translation, <EOS> at once; vocabulary: V. greedy: the output that takes the likeliest word
    at each step; greedy_rows: its row in the trace, step by step, as far as it is listed.
    """

    source: tuple[str, ...]
    trace: BeamTrace
    pieces: Mapping[int, str]
    texts: tuple[str, ...]
    products: tuple[np.ndarray, ...]
    empty: float
    vocabulary: int
    greedy: Way
    greedy_rows: tuple[int, ...]

    @property
    def extremes(self) -> Extremes:
        """Of all candidates."""
        values = np.concatenate(self.products).astype(np.float64)
        least = min(float(step.total.min()) for step in self.trace.steps)
        return Extremes(float(values.max()), float(values.min()), int((values == 0).sum()), len(values), least)


@dataclass(frozen=True)
class WidthRow:
    """Some sentences at one width, best by log P alone. Means over the sentences: log P, length with <EOS>, seconds.

    texts, log_probabilities, lengths: the best of each sentence; empty: for how many that is the empty translation;
    bleu: of those that have references, None if none has.
    """

    width: int
    log_probability: float
    length: float
    seconds: float
    empty: int
    texts: tuple[str, ...]
    log_probabilities: tuple[float, ...]
    lengths: tuple[int, ...]
    bleu: float | None = None


@dataclass(frozen=True)
class Widths:
    """The same sentences at several widths; empty: log P of each one's empty translation."""

    rows: tuple[WidthRow, ...]
    empty: tuple[float, ...]


@dataclass(frozen=True)
class Story:
    """A text translated greedily, sentence after sentence: (sentence, translation, log P), and the product over all of it.

    left_out: sentences that are too long for the model.
    """

    sentences: tuple[tuple[str, str, float], ...]
    half: Products
    single: Products
    left_out: int


@dataclass(frozen=True)
class LengthBin:
    """BLEU of the test sentences with so many source words, and its 95 % half-width.

    trained: training sentences of that length; rare: hardly any of that length was trained on.
    """

    span: str
    bleu: float
    half_width: float
    sentences: int
    trained: int
    rare: bool


@dataclass(frozen=True)
class SmallTrial:
    """The best that a beam finds in a small language: its words, log P, whether it is the best of all sentences.

    scored: how many continuations the search scored.
    """

    width: int
    words: str
    log_probability: float
    is_best: bool
    scored: int


@dataclass(frozen=True)
class SmallResult:
    """How many sentences a small language has, the best of them by brute force, and what beams find among them."""

    count: int
    words: str
    log_probability: float
    probability: float
    trials: tuple[SmallTrial, ...]
