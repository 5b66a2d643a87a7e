"""A small text, counted, and tables of random numbers as a training of GloVe on it."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from core.words import cooccurrence, corpus
from core.words.corpus import Corpus
from core.words.counting import WEIGHTING
from core.words.moments import coded, decoded
from core.words.options import GloveConfig
from core.words.results import GloveLearned, GloveMoments

FRAMES, SIZE = 3, 6


def small_text(words: int = 60, sentences: int = 300, seed: int = 0) -> Corpus:
    """Sentences of up to fifteen words, w0 the most frequent."""
    rng = np.random.default_rng(seed)
    p = 1 / np.arange(1, words + 1)
    return corpus.build(
        [[f"w{i}" for i in rng.choice(words, rng.integers(1, 16), p=p / p.sum())] for _ in range(sentences)], 2
    )


def counts(text: Corpus, config: GloveConfig) -> sparse.coo_matrix:
    """X as it is trained on."""
    weighting = WEIGHTING[config.harmonic]
    return cooccurrence.count(text, window=config.window, weighting=weighting, symmetric=config.symmetric)[1].tocoo()


def learned(text: Corpus, config: GloveConfig, sample: int = 200, seed: int = 0) -> GloveLearned:
    """`FRAMES` moments, each another, and a sample of the cells."""
    rng, V = np.random.default_rng(seed), len(text.words)
    tables = [[coded(rng.normal(size=(V, SIZE)).astype(np.float32)) for _ in range(FRAMES)] for _ in range(2)]
    parts = [np.stack(part) for table in tables for part in zip(*table, strict=True)]
    biases = rng.normal(size=(2, FRAMES, V)).astype(np.float32)
    X = counts(text, config)
    cells = rng.permutation(X.nnz)[:sample]
    epochs, cost = np.array([0, 0.3, 5], np.float32), np.array([(0, 900), (0.3, 500), (1.7, 400), (5, 300)])
    m = GloveMoments(
        text.words,
        text.counts,
        epochs,
        *parts,
        *biases,
        cost,
        X.row[cells],
        X.col[cells],
        X.data[cells],
        X.nnz,
        9999,
        1.0,
    )
    vectors = (decoded(m.e[-1], m.e_scale[-1]) + decoded(m.theta[-1], m.theta_scale[-1])) / 2
    return GloveLearned(m, config, vectors, True)
