"""Words as one-hot vectors and as columns of a matrix: what the picture of it shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Axis:
    """An axis of the table of features.

    name: one of `core.words.axes.AXES`, or "" for one of a visitor's own, with `title` as they named it, or "".
    pairs: the pairs of words it is made of; the second word of each has more of it. typed: as it stands in the list of axes.
    """

    name: str
    title: str
    pairs: tuple[tuple[str, str], ...]
    typed: str


@dataclass(frozen=True, eq=False)
class Represented:
    """U words and the matrix E they are columns of. The first `asked` are those of the visitor's text, then those of the
    table, then those of the ruler; each stands there once.

    words, rows (U,): their columns in E, counted from 0. vectors (U, E): e, as they are in the file.
    known: columns of the file, most frequent word first; columns beyond are random, for the clock alone.
    sizes (S,): what V can be, rising. least (U,): the place in `sizes` of the smallest V that has the word.
    head (H, E): columns 0 … H − 1, head_words their words.
    around (U, 2R + 1, E): columns row − R … row + R, NaN beyond the ends; around_words the same, "" beyond the ends.
    tails (S, K, E): columns V − K … V − 1 of each V; tail_words their words, "" where they are random.
    table, ruler: places in `words` of the words of the table and of the ruler.
    axes (A); features (A, U): standard deviations from the mean of the `scale_words` most frequent words;
    along (A, U): eᵀd of unit vectors; mean, deviation (A,).
    distances (U, U): ‖u − v‖ of unit vectors. nearest (U, N): the words nearest to each of the whole list.
    """

    words: tuple[str, ...]
    rows: np.ndarray
    vectors: np.ndarray
    asked: int
    known: int
    sizes: np.ndarray
    least: np.ndarray
    head: np.ndarray
    head_words: tuple[str, ...]
    around: np.ndarray
    around_words: tuple[tuple[str, ...], ...]
    tails: np.ndarray
    tail_words: tuple[tuple[str, ...], ...]
    table: tuple[int, ...]
    ruler: tuple[int, ...]
    axes: tuple[Axis, ...]
    features: np.ndarray
    along: np.ndarray
    mean: np.ndarray
    deviation: np.ndarray
    scale_words: int
    distances: np.ndarray
    nearest: tuple[tuple[str, ...], ...]

    @property
    def dimensions(self) -> int:
        """E."""
        return self.vectors.shape[1]


@dataclass(frozen=True, eq=False)
class Clocks:
    """What finding one word's vector takes, in microseconds, by V: the product E · o and the look-up, measured.

    sizes, product, lookup (S,). dimensions: E. Each the best of several rounds.
    """

    sizes: np.ndarray
    product: np.ndarray
    lookup: np.ndarray
    dimensions: int


@dataclass(frozen=True, eq=False)
class Senses:
    """The words nearest to one, and which of two senses each leans to.

    first, second: a word for each sense, as the list spells them. words (N,), nearest first; cosines (N,) with the word,
    to_first, to_second (N,) with the two. own: the word's own cosines with the two. beyond: of all V words, the shares that
    are as near to each of the two or nearer.
    """

    word: str
    first: str
    second: str
    words: tuple[str, ...]
    cosines: np.ndarray
    to_first: np.ndarray
    to_second: np.ndarray
    own: tuple[float, float]
    beyond: tuple[float, float]

    @property
    def leans_second(self) -> np.ndarray:
        """Which of the words (N,) are nearer to the second sense."""
        return self.to_second > self.to_first


@dataclass(frozen=True)
class Alike:
    """How alike two words are by their one-hot vectors, by their places taken as numbers, and by their embeddings.

    cosine, distance, correlation: of the one-hot vectors, of V numbers each. apart: |i − j|. embedded: the cosine of the two e.
    """

    first: str
    second: str
    cosine: float
    distance: float
    correlation: float
    apart: int
    embedded: float


@dataclass(frozen=True)
class BesideByPlace:
    """The words whose places are next to a word's, and its nearest by cosine; and how well |i − j| and the cosine agree with
    people's judgement of pairs (Spearman, of so many pairs)."""

    word: str
    row: int
    by_place: tuple[tuple[int, str], ...]
    by_cosine: tuple[str, ...]
    place_score: float
    cosine_score: float
    pairs: int
