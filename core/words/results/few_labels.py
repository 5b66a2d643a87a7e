"""Sentences told apart by a classifier that has seen few labels, on one-hot vectors and on embeddings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class LabelCurve:
    """How many test sentences are told right, by the number of labelled sentences.

    labels (S,): that number, rising. one_hot, embedded (S, D): the share that is right, of D draws of so many sentences.
    test: how many sentences are asked about; baseline: the share that is right by always naming the commonest class.
    index (S, D): the same where a word is its number in the vocabulary, as a size; None where that was not tried.
    """

    task: str
    labels: np.ndarray
    one_hot: np.ndarray
    embedded: np.ndarray
    test: int
    baseline: float
    index: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Judged:
    """A typed sentence, judged by both classifiers after the same few labels. T words, K classes; R = 1 where K is 2, else K.

    met (T,): whether the word stood in the labelled sentences; known (T,): whether it has a vector.
    one_hot, embedded (K,): the probability of each class. one_hot_parts, embedded_parts (T, R): what each word adds to the
    log-odds of the second class (R = 1), or to the logit of each; with the bias (R,) they add up to all of it.
    vocabulary: words of the labelled sentences. one_hot_C, embedded_C: the strengths that cross-validation chose.
    is_all: whether all words of the text were read.
    """

    task: str
    labels: int
    words: tuple[str, ...]
    met: np.ndarray
    known: np.ndarray
    one_hot: np.ndarray
    embedded: np.ndarray
    one_hot_parts: np.ndarray
    embedded_parts: np.ndarray
    one_hot_bias: np.ndarray
    embedded_bias: np.ndarray
    vocabulary: int
    one_hot_C: float
    embedded_C: float
    is_all: bool = True

    @property
    def embedded_votes(self) -> np.ndarray:
        """(W e_w / ‖e_w‖ + b) / n of each of the n words with a vector, 0 for the others (T, R): the parts with the bias
        dealt out among them, of which nothing is left over. A word's own logit, and the sentence's is their mean."""
        return self.embedded_parts + self.known[:, None] * self.embedded_bias / max(1, int(self.known.sum()))


@dataclass(frozen=True, eq=False)
class ReviewRead:
    """A typed sentence as the classifier that ships reads it: known (T,): which words have a vector; parts (T,): what each
    adds to the log-odds of positive; bias: what is there without any; probability: P(positive)."""

    words: tuple[str, ...]
    known: np.ndarray
    parts: np.ndarray
    bias: float
    probability: float
    is_all: bool = True
