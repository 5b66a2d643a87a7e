"""One review through the shapes: each word alone, the sentence in its order, the same words as a bag, and their tags."""

from __future__ import annotations

import numpy as np

from core.recurrent.bag import Bag
from core.recurrent.one_word import OneWord
from core.recurrent.results.review import Review
from core.recurrent.sentiment import Sentiment
from core.recurrent.tagger import Tagger


def review(text: str) -> Review:
    """What each network makes of a text. Raises UserError if there is nothing to read."""
    network, bag = Sentiment.load(), Bag.load()
    read = network.read(text)
    words = list(read.words)
    whole = bag.read_words(words)
    return Review(
        read.words,
        OneWord.load().read_all(words),
        read.by_step,
        np.array([bag.read_words(words[: t + 1]).probability for t in range(len(words))]),
        whole.contributions,
        network.without(words),
        Tagger.load("forward").tag(words).tags,
        whole.bias,
        read.is_all,
    )
