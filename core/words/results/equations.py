"""An equation of words, what it gives, and its picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Term:
    """A word of an equation with its sign, +1 or −1."""

    word: str
    sign: int = 1


@dataclass(frozen=True)
class Answer:
    """What an equation gives: the nearest words, best first, and how each came to its score.

    words: K of them; scores (K,), the higher the nearer (minus the distance by "euclid").
    cosines (K, n): cos(e_w, e_term) for each of the n terms. dots (K,): e_wᵀx; norms (K,): ‖e_w‖; norm: ‖x‖, where x
    is the sum that is searched for: of unit vectors, but by "euclid" of the vectors as they are.
    """

    terms: tuple[Term, ...]
    method: str
    words: tuple[str, ...]
    scores: np.ndarray
    cosines: np.ndarray
    dots: np.ndarray
    norms: np.ndarray
    norm: float


@dataclass(frozen=True)
class Plane:
    """A flat picture of an equation: words (n) at points (n, 2), and the way from the first word to the sum.

    step: places in `words` (p, q, r) such that the sum is r + (q − p), where the equation has that form; else None.
    path (k, 2): the sum after each term, the last of them the target; of length 1 where there is no such step, unless
    the method is "euclid". pairs: places of pairs that make the same step.
    relation: the category that these come from, "" for none; count: pairs that the plane was made of.
    share: how much of the pairs' squared differences lies along the first axis; chance: the same for random pairs.
    """

    words: tuple[str, ...]
    points: np.ndarray
    path: np.ndarray
    step: tuple[int, int, int] | None
    pairs: tuple[tuple[int, int], ...]
    relation: str
    count: int
    share: float
    chance: float
