"""What leaves `core.captions`: plain records of numbers and words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Written:
    """A sentence word by word, its end last if it has one. T steps, 49 places, k likeliest words.

    words: as written, the end left out. tokens (T,). log_probabilities (T,): natural logs of the words written.
    alpha (T, 49): the light, row by row. energies (T, 49): what α is the softmax of; zeros where a decoder doesn't look.
    pinned (T,): the place at which the light was held, −1 if it was free. beta (T,): how much of what it falls on is let in.
    z (T, D): what is seen.
    likeliest (T, k) as words, with their probabilities (T, k), best first. ended: false if it was cut.
    """

    words: tuple[str, ...]
    tokens: tuple[int, ...]
    log_probabilities: np.ndarray
    alpha: np.ndarray
    energies: np.ndarray
    pinned: np.ndarray
    beta: np.ndarray
    z: np.ndarray
    likeliest: tuple[tuple[str, ...], ...]
    probabilities: np.ndarray
    ended: bool

    @property
    def log_probability(self) -> float:
        """Σ log P, the end's among them."""
        return float(self.log_probabilities.sum())

    def probability(self, step: int) -> float:
        """Of the word written at a step."""
        return float(np.exp(self.log_probabilities[step]))


@dataclass(frozen=True, eq=False)
class Caption:
    """What a search found about a picture. sentences: best first, at least one; scores: log P / T^α of each.

    words and attention: those of the best sentence, (T, 49) with a row for its end.
    """

    sentences: tuple[Written, ...]
    scores: tuple[float, ...]

    def ranked(self, alpha: float) -> Caption:
        """The same sentences by log P / T^α for another α, best first."""
        scores = [one.log_probability / len(one.tokens) ** alpha for one in self.sentences]
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        return Caption(tuple(self.sentences[i] for i in order), tuple(scores[i] for i in order))

    @property
    def words(self) -> tuple[str, ...]:
        """The best sentence."""
        return self.sentences[0].words

    @property
    def attention(self) -> np.ndarray:
        """Its light."""
        return self.sentences[0].alpha


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as it was read: pixels (H, W, 3), bytes, red, green and blue, upright; no side is longer than 640."""

    pixels: np.ndarray


@dataclass(frozen=True)
class Drawn:
    """A picture as files for a browser, JPEG: in its own shape, a small copy of that, and squashed; its width and height."""

    photo: bytes
    small: bytes
    square: bytes
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Seen:
    """A picture, and what the encoder saw of it.

    drawn: for a browser. grid (49, 1280): row by row, each number between 0 and 6. maps: the side of a layer's maps -> nine of
    them (9, side, side), those that vary most, best first; 7 is the grid's own.
    """

    drawn: Drawn
    grid: np.ndarray
    maps: dict[int, np.ndarray]


@dataclass(frozen=True, eq=False)
class Aligned:
    """A sentence on a picture: words (T,), scores v · s of each at each place (T, 49), the best of each word (T,)."""

    words: tuple[str, ...]
    scores: np.ndarray
    best: np.ndarray

    @property
    def score(self) -> float:
        """S, the best of all words added up."""
        return float(self.best.sum())
