"""Which words stand beside which in a text, counted as the training of skip-gram reads it."""

from __future__ import annotations

import numpy as np

from core.words import corpus
from core.words.corpus import Corpus
from core.words.options import LearningConfig


def beside(text: Corpus, targets: np.ndarray, trained: LearningConfig) -> np.ndarray:
    """How many pairs (c, t) an epoch has, on average: (V, n), for every centre c and the n targets t, places in the vocabulary.

    A pair at distance d counts (R + 1 − d) / R, as windows breathe from 1 to R words, times the probability that both words
    are kept (`corpus.keep_probability`). d is that in the whole text; in a training it shrinks where words between are left
    out. No pair reaches over the end of a sentence. Mikolov et al. 2013b, section 2.3.
    """
    V, n, reach = len(text.words), len(targets), trained.window
    column = np.full(V, -1, np.int16)
    column[targets] = np.arange(n)
    tokens = text.tokens
    of = np.repeat(np.arange(len(text.starts) - 1, dtype=np.int32), np.diff(text.starts))  # the sentence of each
    column = column[tokens]
    at = np.flatnonzero(column >= 0)
    column, part = column[at].astype(np.intp), of[at]
    found = np.zeros(V * n)
    for d in range(1, reach + 1):
        for other in (at - d, at + d):
            there = (other >= 0) & (other < len(tokens))
            other = np.where(there, other, 0)
            there &= of[other] == part
            cells = tokens[other[there]] * np.intp(n) + column[there]
            found += (reach + 1 - d) / reach * np.bincount(cells, minlength=V * n)
    keep = corpus.keep_probability(text.counts, trained.subsample)
    return found.reshape(V, n) * keep[:, None] * keep[targets]
