"""Whether a sentence is positive or negative, by its words in any order: a bag of words, for comparison.

    Bag.load().read("The food was not bad at all.").contributions

Logistic regression on TF-IDF. Of a sentence in which word j stands n_j times, x_j = (1 + ln n_j) · idf_j, divided by the length
of x, and P(positive) = σ(w·x + b). Salton and Buckley 1988; scikit-learn's TfidfVectorizer with `sublinear_tf`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import torch
from torch import nn

from core import checkpoints
from core.recurrent.results.sentiment import BagRead
from core.recurrent.sentiment import typed

NAME, CELL = "bag_of_words", "bag_of_words"  # of the weights, and what their card calls the model


class BagWeights(nn.Module):
    """idf (V,), w (V,), b (1,)."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.idf, self.w, self.b = (nn.Parameter(torch.zeros(n)) for n in (words, words, 1))


class Bag:
    """The regression with its words, in small letters; a word that it does not know adds nothing. Read-only."""

    def __init__(self, weights: BagWeights, words: Sequence[str]) -> None:
        self.index = {word: j for j, word in enumerate(words)}
        self.idf, self.w, bias = (part.detach().double().numpy() for part in (weights.idf, weights.w, weights.b))
        self.bias = float(bias[0])

    @classmethod
    @cache
    def load(cls) -> Bag:
        """The shipped one."""
        words = checkpoints.card(NAME)["config"]["vocabulary"]
        return cls(checkpoints.filled(BagWeights(len(words)), NAME), words)

    def read(self, text: str) -> BagRead:
        """What each word of a text adds to the logit. Raises UserError if the text is empty."""
        return self.read_words(*typed(text))

    def read_words(self, words: Sequence[str], is_all: bool = True) -> BagRead:
        """What each of the words adds; one that stands there n times adds an nth of its w_j x_j each time."""
        lowered = [word.lower() for word in words]
        counts = Counter(word for word in lowered if word in self.index)
        x = {word: (1 + np.log(n)) * self.idf[self.index[word]] for word, n in counts.items()}
        length = np.sqrt(sum(value**2 for value in x.values())) or 1.0
        each = {word: self.w[self.index[word]] * x[word] / length / n for word, n in counts.items()}
        contributions = np.array([each.get(word, 0.0) for word in lowered])
        return BagRead(tuple(words), tuple(word in counts for word in lowered), contributions, self.bias, is_all)
