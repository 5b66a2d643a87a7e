"""Hard debiasing: find a direction of bias, take it out of words, make pairs mirror images of one another.

Bolukbasi, Chang, Zou, Saligrama & Kalai 2016, "Man is to Computer Programmer as Woman is to Homemaker?", section 5 and
its appendix. Everything here works on vectors of length 1: what is given is normalised first, as the formulas demand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from core.errors import UserError
from core.words.results import Equalized, Subspace
from core.words.vectors import WordVectors
from core.words.weat import unit_rows, weat

__all__ = [
    "bias_direction",
    "equalize",
    "equalized",
    "hard",
    "neutralize",
    "random_pairs",
    "random_shares",
    "subspace",
    "weat",
]

Pairs = Sequence[Sequence[str]]
TINY = 1e-6


def bias_direction(wv: WordVectors, pairs: Pairs) -> np.ndarray:
    """The unit vector (E,) along which the pairs differ most; of one pair, its normalised difference.

    It points to the side of the pairs' first words. Raises UserError for a word without a vector, for no pairs, and for
    pairs that do not differ.
    """
    return subspace(wv, pairs).direction


def subspace(wv: WordVectors, pairs: Pairs) -> Subspace:
    """PCA of the pairs (or larger sets) D_i, each centred on its own middle μ_i: the eigenvectors of
    C = Σ_i Σ_{w∈D_i} (w − μ_i)(w − μ_i)ᵀ / |D_i|. Bolukbasi et al. 2016, section 5.1 and step 1 of their algorithm."""
    if not pairs:
        raise UserError("debiasing.no_pairs")
    sets = [unit_rows(wv, words) for words in pairs]  # (|D_i|, E) each
    centred = np.concatenate([(rows - rows.mean(0)) / np.sqrt(len(rows)) for rows in sets])  # (Σ|D_i|, E)
    _, spread, axes = np.linalg.svd(centred, full_matrices=False)
    if spread[0] < TINY:
        raise UserError("debiasing.pairs_alike")
    towards = sum((rows[0] - rows[-1]) @ axes[0] for rows in sets)
    share = spread**2 / (spread**2).sum()
    direction = axes[0] * (1 if towards >= 0 else -1)
    return Subspace(direction.astype(np.float32), share[: len(pairs)].astype(np.float32))


def random_shares(wv: WordVectors, pairs: int, *, seed: int = 0, draws: int = 200) -> np.ndarray:
    """What the same PCA finds in pairs drawn at random from the 10,000 most frequent words: the mean share of each
    component (pairs,)."""
    generator = np.random.default_rng(seed)
    found = np.zeros((draws, pairs))
    for draw in found:
        shares = subspace(wv, random_pairs(wv, pairs, generator)).shares
        draw[: len(shares)] = shares
    return found.mean(0).astype(np.float32)


def random_pairs(wv: WordVectors, pairs: int, generator: np.random.Generator) -> list[list[str]]:
    """So many pairs of the 10,000 most frequent words, no word twice."""
    words = wv.words[: min(10_000, len(wv))]
    return [[words[i] for i in pair] for pair in generator.choice(len(words), (pairs, 2), replace=False)]


def neutralize(wv: WordVectors, words: Iterable[str], direction: np.ndarray) -> WordVectors:
    """All vectors of length 1, and those of `words` without their part along the direction:
    e := (e − (e·g) g) / ‖e − (e·g) g‖. Raises UserError for a word with no vector, or with nothing else in it.

    Bolukbasi et al. 2016, step 2a, neutralise.
    """
    words = list(dict.fromkeys(words))
    made, g = _all_unit(wv), _direction(direction)
    rows = wv.rows(words)
    e = made[rows].astype(np.float64)  # (n, E)
    e -= np.outer(e @ g, g)
    lengths = np.linalg.norm(e, axis=1)
    if (lengths < TINY).any():
        raise UserError("debiasing.nothing_left", word=words[int(lengths.argmin())])
    made[rows] = e / lengths[:, None]
    return wv.replaced(made)


def equalize(wv: WordVectors, pairs: Pairs, direction: np.ndarray) -> WordVectors:
    """All vectors of length 1, and each pair (or larger set) alike in all but the direction, in which its words lie as
    far from 0: see `equalized`. Raises UserError for a word that stands in two pairs, or a pair that does not differ."""
    made = _all_unit(wv)
    seen: set[str] = set()
    for pair in pairs:
        twice = next((word for word in pair if word in seen), pair[0] if len(set(pair)) < 2 else None)
        if twice is not None:
            raise UserError("debiasing.twice", word=twice)
        seen |= set(pair)
        try:
            made[wv.rows(pair)] = equalized(made[wv.rows(pair)], direction).vectors
        except ZeroDivisionError:
            raise UserError("debiasing.pair_alike", pair=" – ".join(pair)) from None
    return wv.replaced(made)


def equalized(vectors: np.ndarray, direction: np.ndarray, *, normalise: bool = True, whole: bool = False) -> Equalized:
    """The words (n, E) of one pair or set made alike in all but the direction:

        μ = mean of the e,  ν = μ − μ_B,  e := ν + √(1 − ‖ν‖²) (e_B − μ_B) / ‖e_B − μ_B‖

    where x_B = (x·g) g. Bolukbasi et al. 2016, step 2a, equalise. ZeroDivisionError where all have the same e_B.

    Two mistakes for comparison. whole: below the line ‖(e − ν) − μ_B‖ = ‖e − μ‖, the whole difference. normalise=False:
    vectors of any length, for which 1 − ‖ν‖² may be negative, and its absolute value under the root hides that.
    """
    e, g = np.asarray(vectors, np.float64), _direction(direction)
    if normalise:
        e = e / np.linalg.norm(e, axis=1, keepdims=True)
    mean = e.mean(0)  # (E,)
    mean_b = (mean @ g) * g
    nu = mean - mean_b
    beyond = np.outer(e @ g, g) - mean_b  # (n, E)
    below = np.linalg.norm(e - nu - mean_b if whole else beyond, axis=1, keepdims=True)  # (n, 1)
    if (np.linalg.norm(beyond, axis=1) < TINY).any():
        raise ZeroDivisionError("the words do not differ along the direction")
    under = float(1 - nu @ nu)
    root = np.sqrt(max(under, 0.0) if normalise else abs(under))
    made = nu + root * beyond / below
    return Equalized(
        nu_length=float(np.linalg.norm(nu)),
        mean_along=float(mean @ g),
        under_root=under,
        vectors=made.astype(np.float32),
        lengths=np.linalg.norm(made, axis=1).astype(np.float32),
        along=(made @ g).astype(np.float32),
    )


def hard(wv: WordVectors, direction: np.ndarray, keep: Iterable[str], pairs: Pairs) -> tuple[WordVectors, WordVectors]:
    """Hard debiasing of a whole vocabulary: every word neutralised but those of `keep` and of the pairs, and then the
    pairs equalised; the vectors after either step. Words of `keep` without a vector do not count."""
    kept = set(keep).union(*map(set, pairs))
    neutral = neutralize(wv, (word for word in wv.words if word not in kept), direction)
    return neutral, equalize(neutral, pairs, direction) if pairs else neutral


def _direction(direction: np.ndarray) -> np.ndarray:
    g = np.asarray(direction, np.float64)
    length = np.linalg.norm(g)
    if not length > 0:
        raise ValueError("a direction has a length")
    return g / length


def _all_unit(wv: WordVectors) -> np.ndarray:
    """A copy of all vectors, each of length 1 (V, E)."""
    return np.array(wv.unit)
