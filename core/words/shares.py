"""What negative sampling's scores say of p(t | c): σ does not, and the scores do, once the noise is reckoned with.

Whoever tells true pairs from k times as many drawn by P has, at the best, σ(θ_tᵀe_c) = p(t | c) / (p(t | c) + k P(t)), so that
p(t | c) = k P(t) exp(θ_tᵀe_c): that of the text as it was read, with frequent words left out at random.
Gutmann & Hyvärinen 2010, equation 4; Levy & Goldberg 2014, section 3.1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import expit, softmax

from core.words import moments, negative, noise
from core.words.negative import Tables
from core.words.options import LearningConfig
from core.words.results import Drawn, Shares


def shares(tables: Tables, centre: str, words: Sequence[str], trained: LearningConfig = moments.FIRST_CONFIG) -> Shares:
    """The three readings for a known centre and some known words. trained: with which k and exponent the tables were learnt.

    KeyError for a word that is not there.
    """
    scores = tables.theta.astype(np.float64) @ tables.e[tables.index[centre]].astype(np.float64)
    p = noise.distribution(tables.counts, trained.power)
    read = expit(scores), softmax(scores), trained.negative * p * np.exp(scores)
    rows = [tables.index[word] for word in words]
    sums = tuple(float(one.sum()) for one in read)
    return Shares(tuple(words), *(one[rows] for one in read), sums)


def beside(shown: Drawn, exponent: float) -> tuple[float, tuple[tuple[str, float], ...]]:
    """How likely a dart at the exponent is to hit a word that does stand in the window beside the centre: in all, and each of
    these words with its P(w), the likeliest first."""
    x, _ = negative.nearest(exponent)
    each = {shown.names[place]: float(shown.probability[x, place]) for place in shown.target}
    return sum(each.values()), tuple(sorted(each.items(), key=lambda pair: -pair[1]))
