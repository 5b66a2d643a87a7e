"""How those that tell positive from negative learn: the GRU and what it is compared with, single words, the bag of words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, dropout
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from core.recipes.sentiment_data import Labelled
from core.recurrent import one_word
from core.recurrent.bag import BagWeights
from core.recurrent.cells import GRUCell
from core.recurrent.one_word import OneWordNetwork
from core.recurrent.sentiment import SentimentNetwork
from core.vocab import UNK
from core.words import library

STRENGTH = 10.0  # scikit-learn's C


@dataclass(frozen=True)
class Plan:
    """A network on sentences and how it is trained.

    readout: the state that is asked is the last, or the maximum or the mean over all so far; recurrent: False asks the words'
    vectors themselves; both_ways: a second GRU reads from the right. own: how often each of our own sentences is shown in an
    epoch; forget_words: the share of words that are read as zeros; forget_x, forget_a: dropout on vectors and states; along:
    weight of the mean loss over all steps beside that of the last; averaged: of so many last epochs the weights' mean is kept.
    """

    readout: Literal["last", "max", "mean"] = "last"
    recurrent: bool = True
    both_ways: bool = False
    units: int = 64
    epochs: int = 15
    batch: int = 32
    rate: float = 2e-3
    warmup: int = 50
    clip: float = 1.0
    own: int = 3
    forget_words: float = 0.05
    forget_x: float = 0.2
    forget_a: float = 0.3
    along: float = 0.2
    averaged: int = 5


class Learner(nn.Module):
    """A network in training: dropout, and the GRU as PyTorch's. words: those in ``sentences`` that GloVe has, after <UNK>."""

    def __init__(self, plan: Plan, sentences: Sequence[Labelled], seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)  # PyTorch's layer and dropout know no other way
        glove, self.plan = library.load("glove"), plan
        self.words = [UNK, *sorted({word for s in sentences for word in s.words if word in glove})]
        self.index = {word: row for row, word in enumerate(self.words)}
        rows = torch.from_numpy(glove.vectors[glove.rows(self.words[1:])])
        self.E = nn.Parameter(torch.cat([torch.zeros(1, glove.dimensions), rows]))
        self.gru = nn.GRU(glove.dimensions, plan.units, bidirectional=plan.both_ways) if plan.recurrent else None
        width = plan.units * (1 + plan.both_ways) if plan.recurrent else glove.dimensions
        self.out = nn.Linear(width, 1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Logits (T, B) at every step; ids, mask (T, B)."""
        return self.read(self.E[ids], mask)

    def read(self, xs: Tensor, mask: Tensor) -> Tensor:
        """Logits (T, B) on vectors (T, B, E)."""
        plan = self.plan
        if self.training:
            xs = xs * (torch.rand(mask.shape) >= plan.forget_words)[..., None]
        a = self._states(dropout(xs, plan.forget_x, self.training), mask)
        if plan.readout == "max":
            a = torch.cummax(a.masked_fill(~mask[..., None], -math.inf), dim=0).values
        if plan.readout == "mean":
            a = (a * mask[..., None]).cumsum(0) / mask.cumsum(0)[..., None]
        return self.out(dropout(a, plan.forget_a, self.training))[..., 0]

    def _states(self, xs: Tensor, mask: Tensor) -> Tensor:
        if self.gru is None:
            return xs
        if not self.plan.both_ways:
            return self.gru(xs)[0]
        packed = pack_padded_sequence(
            xs, mask.sum(0), enforce_sorted=False
        )  # the GRU from the right begins at each end
        return pad_packed_sequence(self.gru(packed)[0])[0]

    def loss(self, batch: Sequence[Labelled]) -> Tensor:
        """Cross-entropy at the last step, and a part of its mean over all steps."""
        ids, mask = padded([[self.index.get(word, 0) for word in s.words] for s in batch])
        logits, labels = self(ids, mask), torch.tensor([float(s.label) for s in batch])
        each = binary_cross_entropy_with_logits(logits, labels.expand_as(logits), reduction="none")
        return last(each, mask).mean() + self.plan.along * each[mask].mean()

    @torch.no_grad()
    def probabilities(self, sentences: Sequence[Labelled]) -> np.ndarray:
        """P(positive) of sentences; words that are not in the training have their vector of GloVe. (n,)."""
        glove, length = library.load("glove"), max(len(s.words) for s in sentences)
        xs, mask = torch.zeros(length, len(sentences), glove.dimensions), torch.zeros(length, len(sentences)).bool()
        for j, sentence in enumerate(sentences):
            for t, word in enumerate(sentence.words):
                met = word in self.index or word not in glove
                xs[t, j] = self.E[self.index.get(word, 0)] if met else torch.tensor(glove[word])
                mask[t, j] = True
        return torch.sigmoid(last(self.read(xs, mask), mask)).numpy()

    @torch.no_grad()
    def finished(self) -> SentimentNetwork:
        """What ships: our cell in place of PyTorch's layer."""
        network = SentimentNetwork(*self.E.shape, self.plan.units)
        network.cell = GRUCell.from_torch(self.gru)
        for target, source in ((network.E, self.E), (network.w_y, self.out.weight[0]), (network.b_y, self.out.bias)):
            target.copy_(source)
        return network.eval().requires_grad_(False)


def padded(sentences: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Sentences side by side: indices and which of them are words, (T, B) each."""
    length = max(map(len, sentences))
    ids = torch.tensor([[*s, *[0] * (length - len(s))] for s in sentences]).t()
    return ids, torch.tensor([[t < len(s) for s in sentences] for t in range(length)])


def last(values: Tensor, mask: Tensor) -> Tensor:
    """Of values (T, B) those at the last word of each sentence, (B,)."""
    return values[mask.sum(0) - 1, torch.arange(values.shape[1])]


def learn(learner: Learner, sentences: Sequence[Labelled], own: Sequence[Labelled]) -> list[float]:
    """Train in place, in an order that `torch.manual_seed` has settled. Returns the mean loss of each epoch."""
    plan, shown = learner.plan, [*sentences, *own * learner.plan.own]
    optimiser = torch.optim.Adam(learner.parameters(), lr=plan.rate)
    warm = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, (step + 1) / plan.warmup))
    mean, losses = torch.optim.swa_utils.AveragedModel(learner), []
    for epoch in range(plan.epochs):
        order, total = torch.randperm(len(shown)).tolist(), 0.0
        for i in range(0, len(order), plan.batch):
            loss = learner.loss([shown[k] for k in order[i : i + plan.batch]])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learner.parameters(), plan.clip)
            optimiser.step()
            warm.step()
            total += loss.item() * len(order[i : i + plan.batch])
            if epoch >= plan.epochs - plan.averaged:
                mean.update_parameters(learner)
        losses.append(round(total / len(order), 4))
    learner.load_state_dict(mean.module.state_dict())
    learner.eval()
    return losses


def learn_words(sentences: Sequence[Labelled], seed: int) -> tuple[OneWordNetwork, dict[str, Any]]:
    """Every word of every sentence with the sentence's label; and what the card says of the training."""
    plan = {"epochs": 20, "batch": 256, "rate": 2e-3, "units": 64}
    generator, glove = torch.Generator().manual_seed(seed), library.load("glove")
    xs = torch.from_numpy(one_word.vectors([word for s in sentences for word in s.words], glove))
    labels = torch.tensor([float(s.label) for s in sentences for _ in s.words])
    network = OneWordNetwork(glove.dimensions, plan["units"], generator=generator)
    optimiser = torch.optim.Adam(network.parameters(), lr=plan["rate"])
    for _ in range(plan["epochs"]):
        for chosen in torch.randperm(len(xs), generator=generator).split(plan["batch"]):
            loss = binary_cross_entropy_with_logits(network(xs[chosen]), labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return network.eval().requires_grad_(False), plan | {"words": len(xs)}


def vectorizer(longest: int = 1, vocabulary: Sequence[str] | None = None) -> TfidfVectorizer:
    """scikit-learn's TF-IDF on lists of words, and on pairs of words that stand side by side where ``longest`` is 2."""
    return TfidfVectorizer(tokenizer=list, lowercase=False, token_pattern=None, sublinear_tf=True,
                           ngram_range=(1, longest), vocabulary=vocabulary)  # fmt: skip


def learn_bag(sentences: Sequence[Labelled]) -> tuple[BagWeights, list[str], dict[str, Any]]:
    """The weights, the words, and what the card says of the training."""
    counted, regression = vectorizer(), LogisticRegression(C=STRENGTH, max_iter=1000)
    regression.fit(counted.fit_transform([s.words for s in sentences]), [s.label for s in sentences])
    words = counted.get_feature_names_out().tolist()
    weights = BagWeights(len(words))
    with torch.no_grad():
        for target, found in (
            (weights.idf, counted.idf_),
            (weights.w, regression.coef_[0]),
            (weights.b, regression.intercept_),
        ):
            target.copy_(torch.from_numpy(found))
    return weights.eval(), words, {"C": STRENGTH, "sublinear_tf": True}
