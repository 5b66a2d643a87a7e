"""Referees of the networks that tell positive from negative: PyTorch's GRU run on every beginning by itself, sentences with a word
really taken out, and scikit-learn's TF-IDF."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer

from core.recurrent.bag import Bag
from core.recurrent.one_word import OneWord, vectors
from core.recurrent.results.sentiment import Read
from core.recurrent.sentiment import Sentiment
from core.referees.recurrent import torch_layer
from core.referees.results import Compared, numbers, worst


def check(text: str) -> list[Compared]:
    """The sentence after each word, with each word left out, and as a bag of words."""
    sentiment, bag = Sentiment.load(), Bag.load()
    read = sentiment.read(text)
    beginnings = [read.words[: t + 1] for t in range(len(read.words))]
    rests = [read.words[:t] + read.words[t + 1 :] for t in range(len(read.words))]
    return [
        worst("ŷ⟨t⟩", read.by_step, by_torch(sentiment, beginnings)),
        worst("ŷ without a word", sentiment.without(read.words), by_torch(sentiment, rests)),
        numbers("bag of words", bag.read(text).probability, by_sklearn(bag, read)),
    ]


@torch.inference_mode()
def by_torch(sentiment: Sentiment, sentences: Sequence[Sequence[str]]) -> np.ndarray:
    """P(positive) of each sentence, read by itself by ``torch.nn.GRU``, (n,); of a sentence without words, from a⟨0⟩ = 0."""
    network, found = sentiment.network, []
    layer = torch_layer(network.cell)
    for words in sentences:
        a = layer(torch.from_numpy(sentiment.vectors(words)))[1][0] if words else torch.zeros(network.cell.units)
        found.append(torch.nn.functional.linear(a, network.w_y[None], network.b_y).sigmoid().item())
    return np.array(found)


def by_sklearn(bag: Bag, read: Read) -> float:
    """P(positive) by scikit-learn's counting, weighting and normalising of the words, (V,), and one product."""
    counted = TfidfVectorizer(
        tokenizer=list, lowercase=False, token_pattern=None, sublinear_tf=True, vocabulary=list(bag.index)
    )
    counted.idf_ = bag.idf
    x = counted.transform([[word.lower() for word in read.words]]).toarray()[0]
    return float(1 / (1 + np.exp(-(x @ bag.w + bag.bias))))


@torch.inference_mode()
def check_word(text: str) -> list[Compared]:
    """A word alone, by PyTorch's own layers."""
    one = OneWord.load()
    read, network = one.read(text), one.network
    x = torch.from_numpy(vectors([read.word], one.glove))
    hidden = torch.nn.functional.linear(x, network.W, network.b_1).tanh()
    theirs = torch.nn.functional.linear(hidden, network.w[None], network.b_2).sigmoid()
    return [numbers("ŷ", read.probability, theirs.item())]
