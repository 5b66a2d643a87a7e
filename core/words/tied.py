"""The mistake θ = e: one vector a word for both of its roles. Then a word's best guess for its neighbour is itself.

θ_tᵀe_c is greatest where both are the same long vector, and ‖e_c‖² is never negative; yet hardly a word stands beside itself.
Goldberg & Levy 2014, a footnote of section 1, on why the two differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from core.words import corpus, word2vec
from core.words.corpus import Corpus
from core.words.options import LearningConfig
from core.words.results import Tied

EXAMPLES = ("orange", "juice", "father", "river", "dog", "money")


@dataclass(frozen=True)
class Step:
    """Words read of all."""

    step: int
    steps: int


def job(config: LearningConfig) -> Iterator[Step | Tied]:
    """Train twice on WordNet as `config` says, with two tables and with one, and ask each word for its likeliest neighbour."""
    torch.set_num_threads(1)
    text = corpus.shipped("wordnet", config.min_count, config.most)
    ends = []
    for place, make in enumerate((word2vec.Model.fresh, word2vec.Model.tied)):
        half = (config.epochs - 0.5,)  # the loss is that of the last half epoch
        for progress in word2vec.train(text, config, make(len(text.words), config), 0.2, half):
            yield Step(place * progress.total + progress.words, 2 * progress.total)
        ends.append((likeliest(progress.model), progress.marked))
    (two, loss), (one, loss_tied) = ends
    own = np.arange(len(text.words))
    rows = [text.words.index(word) for word in EXAMPLES if word in text.words]
    examples = tuple((text.words[i], text.words[two[i]], text.words[one[i]]) for i in rows)
    shares = (100 * float((best == own).mean()) for best in (two, one))
    return Tied(len(own), *shares, 100 * beside_itself(text, config.window), loss, loss_tied, examples)


def likeliest(model: word2vec.Model) -> np.ndarray:
    """argmax_t θ_tᵀe_c for every word c (V,)."""
    return (model.e @ model.theta.T).argmax(dim=1).numpy()


def beside_itself(text: Corpus, window: int) -> float:
    """Of all pairs within the window the share in which both are the same word."""
    same = pairs = 0
    sentence = np.repeat(np.arange(len(text.starts) - 1), np.diff(text.starts))
    for away in range(1, window + 1):
        together = sentence[away:] == sentence[:-away]
        pairs += int(together.sum())
        same += int((together & (text.tokens[away:] == text.tokens[:-away])).sum())
    return same / max(1, pairs)
