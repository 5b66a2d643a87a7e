"""What can be chosen in the word lessons: frozen records of plain values."""

from __future__ import annotations

from dataclasses import dataclass

FILE_BYTES, TEXT_BYTES = 200 << 20, 20 << 20  # of a file of vectors, and of a text
METHODS = ("tsne", "pca", "umap")
ITERATIONS, EARLY = 750, 250


@dataclass(frozen=True)
class MapConfig:
    """How a map is made. learning_rate: 0 means points / exaggeration. start: "pca" or "random".

    early: so many of the iterations, at the beginning, are exaggerated.
    """

    method: str = "tsne"
    perplexity: float = 30.0
    learning_rate: float = 0.0
    exaggeration: float = 12.0
    seed: int = 1
    dimensions: int = 2
    start: str = "pca"
    iterations: int = ITERATIONS
    early: int = EARLY


@dataclass(frozen=True)
class PointsKey:
    """Which points a map is made of.

    kind: "groups" (words of the analogy questions by category), "frequent", "noise" (the frequent words with every
    number shuffled), "sizes" or "gaps" (clouds made for a purpose), "own" (the words of `own`). file: tells one file of
    a visitor's own vectors from another; 0 for those that ship.
    """

    vectors: str = "glove"
    kind: str = "groups"
    count: int = 500
    own: tuple[str, ...] = ()
    file: int = 0

    @property
    def size(self) -> int:
        """How many points there are at the most."""
        return len(self.own) if self.kind == "own" else self.count

    @property
    def has_words(self) -> bool:
        """Whether the points are words, and no numbers made for a purpose."""
        return self.kind not in ("noise", "sizes", "gaps")


@dataclass(frozen=True)
class BiasKey:
    """Which vectors are debiased of what: the pairs that define the direction and those to be made alike (after all
    spelling), and whether anything of it is a visitor's own. file: as in `PointsKey`."""

    vectors: str
    kind: str
    pairs: tuple[tuple[str, str], ...]
    equal: tuple[tuple[str, str], ...]
    own: bool = False
    file: int = 0


@dataclass(frozen=True)
class LearningConfig:
    """How word vectors are learnt.

    method: "skip" (the middle of the window guesses each neighbour) or "cbow" (the mean of the neighbours guesses the
    middle). output: "negative" (k = `negative` words drawn for each pair, of counts to the power `power`), "softmax"
    (over all V), or hierarchical softmax with "huffman"'s tree or a "balanced" one. window: neighbours to each side; at each
    word it is drawn anew from 1 … window, so that near ones count more. subsample: t, above which share of the text words
    are left out at random; 0 leaves out none. rate falls to `last_rate` along a straight line. min_count, most: the
    vocabulary (see `corpus.build`).
    """

    method: str = "skip"
    output: str = "negative"
    dimension: int = 50
    window: int = 5
    negative: int = 5
    epochs: int = 10
    subsample: float = 1e-3
    min_count: int = 5
    most: int = 0
    power: float = 0.75
    rate: float = 0.025
    last_rate: float = 1e-4
    seed: int = 1


@dataclass(frozen=True)
class GloveConfig:
    """How GloVe is learnt.

    window: neighbours to each side; harmonic: one at distance d counts 1/d, else 1; symmetric: both sides, else the left one
    alone. f(X) = min(1, (X / x_max)^power); x_max 0: f = 1. offset: the mistake log(1 + X) in place of log X. rate: AdaGrad's.
    min_count, most: the vocabulary (see `corpus.build`).
    """

    dimension: int = 50
    window: int = 10
    harmonic: bool = False
    symmetric: bool = True
    x_max: float = 100.0
    power: float = 0.75
    epochs: int = 15
    rate: float = 0.4
    min_count: int = 5
    most: int = 8000
    seed: int = 1
    offset: bool = False


TASKS = ("feelings", "emoji")
CLASSES = {"feelings": ("negative", "positive"), "emoji": ("❤️", "⚾", "😄", "😞", "🍴")}
LABELS = {"feelings": (10, 20, 50, 100, 200), "emoji": (10, 20, 50, 130)}  # numbers of labelled sentences


@dataclass(frozen=True)
class FewLabelsConfig:
    """Which sentences are told apart, with whose vectors; seed: of the draws. file: as in `PointsKey`."""

    task: str = "feelings"
    seed: int = 1
    vectors: str = "glove"
    file: int = 0
