"""Words counted together, and vectors fitted to the counts: what the picture of GloVe shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.words.results.learning import Nearest


@dataclass(frozen=True, eq=False)
class Counted:
    """How often n words stand beside one another in a text, at M moments of counting, and a sentence that is counted on
    top.

    tokens (T): the sentence; place (T,): which of `words` each is, −1 for one that is not in the vocabulary, over which
    the window passes, −2 for a known one that finds no room among them. part (T,): which sentence. words (n,): rows and
    columns of X. read (M,): sentences of the text that have been counted at each moment: 0 at first, all at last. right
    (M, D, n, n) int32: so often word j stood d = 1 … D known words to the right of word i, within a sentence. From
    these follows X for every setting: X_ij = Σ_d w_d (right_d,ij + right_d,ji), w_d = 1/d or 1, over d up to the
    window; not symmetric: what stands to the left of i alone, X_ij = Σ_d w_d right_d,ji.
    """

    tokens: tuple[str, ...]
    place: np.ndarray
    part: np.ndarray
    words: tuple[str, ...]
    read: np.ndarray
    right: np.ndarray


@dataclass(frozen=True, eq=False)
class Written:
    """What one word of the sentence adds to X as centre: weights (C,) at the cells rows, columns (C,), each pair in the
    order of the distance, and after them, if symmetric, their mirrored cells. A cell may occur twice."""

    rows: np.ndarray
    columns: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True, eq=False)
class Fit:
    """S cells of X and what the vectors say of them, at F moments of a training.

    names (U,); left, right (S,): i and j, places in `names`; x (S,): X_ij > 0 as it was trained on, all cells of
    `Counted.words` that are not 0 among them. epochs (F,): 0 before the first step, `total` of them in all. dot (F, S):
    θ_iᵀe_j; b, b_prime (F, U): the two biases of each name, b_i of the row, b′_j of the column. cost (F,): J over all
    cells, nan before it is known. How it was trained: window, harmonic (1/d, else 1), symmetric, x_max, power,
    dimension, of V words (vocabulary) with so many cells > 0 (nonzeros).
    """

    names: tuple[str, ...]
    left: np.ndarray
    right: np.ndarray
    x: np.ndarray
    epochs: np.ndarray
    dot: np.ndarray
    b: np.ndarray
    b_prime: np.ndarray
    cost: np.ndarray
    window: int
    harmonic: bool
    symmetric: bool
    x_max: float
    power: float
    dimension: int
    vocabulary: int
    nonzeros: int
    total: int


@dataclass(frozen=True, eq=False)
class Ratios:
    """What goes with one word and what with another: P(k | first) / P(k | second) for n probe words k.

    p_first, p_second (n,): P(k | w) = X_wk / Σ_j X_wj; x_first, x_second (n,): the counts, nan where a paper gives
    none. ratio (n,): inf where k never stands beside `second`, nan where beside neither. paper: from Pennington et al.
    2014, table 1.
    """

    first: str
    second: str
    probes: tuple[str, ...]
    x_first: np.ndarray
    x_second: np.ndarray
    p_first: np.ndarray
    p_second: np.ndarray
    ratio: np.ndarray
    paper: bool


@dataclass(frozen=True, eq=False)
class RatiosLearned:
    """What vectors say of `Ratios`. counted (n,): log X_first,k − log X_second,k, ±inf or nan where a count is 0. dot
    (n,): (θ_first − θ_second)ᵀe_k; bias: b_first − b_second; dot + bias is fitted to `counted`."""

    probes: tuple[str, ...]
    counted: np.ndarray
    dot: np.ndarray
    bias: float


@dataclass(frozen=True, eq=False)
class GloveScene:
    """All that the picture of GloVe shows. ratios: the paper's, then those of the text."""

    counted: Counted
    fit: Fit
    nearest: Nearest
    ratios: tuple[Ratios, Ratios]


@dataclass(frozen=True, eq=False)
class Turned:
    """A training as it is; with A on both tables, A orthogonal; and with a general A on e, A⁻ᵀ on θ: three in this
    order.

    cost: J of the training's sample of cells; apart: the largest change of a θ_iᵀe_j among them. heads: the words with
    the largest number on axis `axis` (from 0) of (e + θ)/2, among `among` frequent ones; heads_kept: how many of these
    are those of the training as it is. nearest: the nearest of `word` by cosine; nearest_kept: share of the ten
    nearest, of hundreds of words, that are those of the training as it is. stretch: the largest by the smallest factor
    by which the general A lengthens a vector.
    """

    axis: int
    among: int
    word: str
    stretch: float
    cost: tuple[float, float, float]
    apart: tuple[float, float, float]
    heads: tuple[tuple[str, ...], ...]
    heads_kept: tuple[int, int, int]
    nearest: tuple[tuple[str, ...], ...]
    nearest_kept: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Offset:
    """log X beside log(1 + X). counts (n,): some counts, with both logarithms (n,) each, and what each rises by when
    the count doubles (n,): log 2 for log X. edges (B + 1,): of bands of a logarithm; share, share_offset (B,): of the
    `cells` > 0 of a text by log X and by log(1 + X). once: share of cells with X ≤ 1, where log X ≤ 0; once_weight:
    which share of Σ f(X) is theirs. apart: share of cells where the two differ by more than ½, which is X < 1.54;
    middle: the middle count."""

    counts: np.ndarray
    log: np.ndarray
    log_offset: np.ndarray
    doubled: np.ndarray
    doubled_offset: np.ndarray
    edges: np.ndarray
    share: np.ndarray
    share_offset: np.ndarray
    cells: int
    once: float
    once_weight: float
    apart: float
    middle: float


@dataclass(frozen=True, eq=False)
class Unmet:
    """Words that never stand beside one word, by how large a count the vectors give them all the same.

    names (n,), the largest first; given (n,): exp(θ_iᵀe_k + b_i + b′_k); chance (n,): X_i X_k / ΣX, the count that
    chance would give. unmet, met: how many words of the vocabulary never and ever stand beside it. least: the smallest
    count > 0 that there is.
    """

    word: str
    names: tuple[str, ...]
    given: np.ndarray
    chance: np.ndarray
    unmet: int
    met: int
    least: float


@dataclass(frozen=True, eq=False)
class Zeros:
    """Cells of frequent words that are 0, beside those that are not. unmet, met: how many.

    shares (Q,): at which the following are cut. given, chance, counts (2, Q), first of the unmet: the count that the
    vectors give, the one that chance would give, and the true one. told, told_by_chance: how often a cell > 0 has the
    larger one of the two when it is laid beside a cell that is 0: ½ is guessing.
    """

    unmet: int
    met: int
    shares: np.ndarray
    given: np.ndarray
    chance: np.ndarray
    counts: np.ndarray
    told: float
    told_by_chance: float
