"""Thousands of darts at P(w), counted, and whether chance alone makes the counts differ from P as much. Pearson 1900."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.words import noise
from core.words.results import Throws

SURE = 5.0  # darts that a bin of χ² must be expected to get
BANDS = 25  # of ranks, at the most
OWN = 20  # the most frequent words, which are told one by one


def throw(counts: Sequence[int] | np.ndarray, power: float, draws: int, seed: int) -> Throws:
    """That many darts, counted, beside what P makes expect; and Pearson's χ² of the difference.

    For χ² each word is a bin of its own that is expected five times or more; the rest are one together.
    """
    p = noise.distribution(np.asarray(counts), power)
    V = len(p)
    counted = np.bincount(noise.Urn(p).draw(np.random.default_rng(seed), (draws,)), minlength=V)
    expected = draws * p
    edges = np.unique(np.geomspace(1, V + 1, BANDS + 1).round().astype(np.intp)) - 1
    chi_square, p_value, bins = fit(counted, expected)
    return Throws(
        edges=edges,
        expected=np.add.reduceat(expected, edges[:-1]),
        counted=np.add.reduceat(counted, edges[:-1]),
        word_expected=expected[:OWN],
        word_counted=counted[:OWN],
        different=int((counted > 0).sum()),
        chi_square=chi_square,
        p_value=p_value,
        bins=bins,
        draws=draws,
    )


def fit(counted: np.ndarray, expected: np.ndarray) -> tuple[float, float, int]:
    """χ², the probability of one as large by chance, and the number of bins; 0 and 1 where there is but one bin."""
    from scipy.stats import chisquare

    own = expected >= SURE
    seen, awaited = [*counted[own]], [*expected[own]]
    if not own.all():
        seen.append(counted[~own].sum())
        awaited.append(expected[~own].sum())
        if awaited[-1] < SURE and len(awaited) > 1:  # too few for a bin of their own
            seen[-2:], awaited[-2:] = [sum(seen[-2:])], [sum(awaited[-2:])]
    if len(seen) < 2:
        return 0.0, 1.0, len(seen)
    found = chisquare(seen, awaited)
    return float(found.statistic), float(found.pvalue), len(seen)
