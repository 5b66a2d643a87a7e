"""One true pair against k words drawn: what the picture of negative sampling shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Drawn:
    """A centre word c with its P true pairs, and the words that K darts for each pair hit, at each of X exponents.

    tokens: the sentence; places (T,): which of the known words it is, −1 for one without a vector; centre: place in `tokens`.
    targets (P,): places in `tokens` of the neighbours in the window, in the order of the text. target (P,): in `names`.
    names (U,): all words that occur below; ranks (U,): their place in the vocabulary, 0 the most frequent; counts (U,).
    exponents (X,): from 0 to 1. thrown (P, K): where the darts fall, from 0 to 1. hit (X, P, K): places in `names`.
    beside (U,): whether the word stands in the window beside c, so that to draw it is a wrong wrong answer.
    logit (U,): θᵀe_c. softmax (U,): p(t | c) over all V words.
    across, up (U,): θ in a plane: along e_c / ‖e_c‖, and along the direction at right angles to it in which these θ spread
    most. length: ‖e_c‖, which lies along `across`. kept: share of the θ's spread that the plane shows.
    probability (X, U): P(w) of each name at each exponent.
    edges (B + 1,): ranks, 0 … V, that part the vocabulary into B bands; share (X, B): of P in each band.
    curve_ranks (R,), curve (X, R): P of the word of that rank.
    sigmas: Σ σ(θᵀe_c) over all V words, which is not 1. vocabulary: V; dimension: E; total: words of the text.
    """

    tokens: tuple[str, ...]
    places: np.ndarray
    centre: int
    targets: np.ndarray
    target: np.ndarray
    names: tuple[str, ...]
    ranks: np.ndarray
    counts: np.ndarray
    exponents: np.ndarray
    thrown: np.ndarray
    hit: np.ndarray
    beside: np.ndarray
    logit: np.ndarray
    softmax: np.ndarray
    across: np.ndarray
    up: np.ndarray
    length: float
    kept: float
    probability: np.ndarray
    edges: np.ndarray
    share: np.ndarray
    curve_ranks: np.ndarray
    curve: np.ndarray
    sigmas: float
    vocabulary: int
    dimension: int
    total: int


@dataclass(frozen=True, eq=False)
class PairLoss:
    """The loss of one true pair and k words drawn. addends, logit, error (1 + k,): −log σ of each, the true pair's first;
    θᵀe; y − σ. on_t (E,), on_drawn (k, E), on_e (E,): the steps downhill on θ of the true word, on each θ drawn, and on e."""

    loss: float
    addends: np.ndarray
    logit: np.ndarray
    error: np.ndarray
    on_t: np.ndarray
    on_drawn: np.ndarray
    on_e: np.ndarray


@dataclass(frozen=True, eq=False)
class WrongSide:
    """One true pair (c, t) against k words n drawn, as neighbours (c, n), which is right, and as centres (n, t).

    centre, target, names (k,): the words. right (1 + k,): θ_tᵀe_c and each θ_nᵀe_c; wrong (1 + k,): θ_tᵀe_c and each θ_tᵀe_n.
    loss, loss_wrong. on_e, on_theta (2, 1 + k): how long the push on each row of the table is, right and wrong; in on_e the
    first row is the centre's, in on_theta the target's, the others are those of the words drawn.
    """

    centre: str
    target: str
    names: tuple[str, ...]
    right: np.ndarray
    wrong: np.ndarray
    loss: float
    loss_wrong: float
    on_e: np.ndarray
    on_theta: np.ndarray


@dataclass(frozen=True, eq=False)
class Throws:
    """So many darts at P(w). edges (B + 1,): ranks, 0 … V, that part the words into B bands, each wider than the one before;
    expected, counted (B,): darts in each. word_expected, word_counted: the same of the most frequent words, one by one.
    different: words that were hit at all. chi_square of `bins` bins, and p_value: how often chance alone makes it as large."""

    edges: np.ndarray
    expected: np.ndarray
    counted: np.ndarray
    word_expected: np.ndarray
    word_counted: np.ndarray
    different: int
    chi_square: float
    p_value: float
    bins: int
    draws: int


@dataclass(frozen=True, eq=False)
class Shares:
    """Three readings of θᵀe_c for n words t, and what each adds up to over all V words.

    sigma (n,): σ(θ_tᵀe_c), which answers whether the pair is true. softmax (n,): exp(θ_tᵀe_c) / Σ_j exp(θ_jᵀe_c), which nobody
    trained. recovered (n,): k P(t) exp(θ_tᵀe_c), what training tends to make equal p(t | c). The sums in that order.
    """

    words: tuple[str, ...]
    sigma: np.ndarray
    softmax: np.ndarray
    recovered: np.ndarray
    sums: tuple[float, float, float]
