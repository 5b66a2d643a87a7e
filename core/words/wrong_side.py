"""The mistake of drawing words for the wrong side: other centres beside the true neighbour, instead of other neighbours."""

from __future__ import annotations

import numpy as np

from core.words import negative, noise
from core.words.negative import Tables
from core.words.results import WrongSide


def wrong_side(
    tables: Tables, text: str, centre: int, pair: int, k: int, seed: int, *, window: int, power: float = 0.75
) -> WrongSide:
    """The mistake: against (c, t) stand k pairs (n, t) with other centres, instead of k pairs (c, n) with other neighbours.

    The same words are drawn for both, those that `drawn` has too. pair: which of the centre's true pairs in its window.
    """
    sentence = negative.read(tables, text)
    centre = negative.centred(sentence, centre)
    around = sentence.around(centre, window)
    t = around[min(max(pair, 0), len(around) - 1)]
    words = negative.hits(noise.distribution(tables.counts, power), negative.darts(seed, centre, t, k))
    c_row, t_row = sentence.row[centre], sentence.row[t]
    right = negative.pair_loss(tables.e[c_row], tables.theta[t_row], tables.theta[words])
    wrong = negative.pair_loss(
        tables.theta[t_row], tables.e[c_row], tables.e[words]
    )  # the two tables have changed places
    nothing = np.zeros(k)
    return WrongSide(
        centre=sentence.tokens[centre],
        target=sentence.tokens[t],
        names=tuple(tables.words[row] for row in words),
        right=right.logit,
        wrong=wrong.logit,
        loss=right.loss,
        loss_wrong=wrong.loss,
        on_e=np.stack([_lengths(right.on_e, nothing), _lengths(wrong.on_t, wrong.on_drawn)]),
        on_theta=np.stack([_lengths(right.on_t, right.on_drawn), _lengths(wrong.on_e, nothing)]),
    )


def _lengths(first: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How long a push is (1 + k,), and those on the words drawn: vectors (k, E), or zeros (k,)."""
    return np.array([np.linalg.norm(first), *(np.linalg.norm(other) for other in others)])
