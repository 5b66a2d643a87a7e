"""Sentences told apart with few labels: by their words as one-hot vectors, and by the mean of their words' embeddings.

    judge("feelings", 20, 1, "The cook was superb.", library.load("glove"))

Of a sentence with the words w_1 … w_n the one is x = Σ o_w (1 where a word occurs), the other x = 1/n Σ e_w / ‖e_w‖. On
either stands the same logistic regression, its strength chosen in the same way within the labelled sentences: only what
stands for a word differs. The sentences are those of `few_labels_data`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import torch
from scipy import sparse
from torch import nn

from core import checkpoints
from core.errors import UserError
from core.words import library
from core.words.few_labels_data import Labelled, classes, draw, embedded, one_hot, sentences, split, vocabulary
from core.words.options import LABELS, FewLabelsConfig
from core.words.results import Judged, LabelCurve, ReviewRead
from core.words.vectors import WordVectors

NAME, CELL = "few_labels", "few_labels"  # of the weights, and what their card calls the classifier
DRAWS = 10
STRENGTHS = (0.01, 0.1, 1.0, 10.0, 100.0)  # C: what the labels weigh against short weights
FOLDS = 5
LONGEST = 40  # words of a typed sentence that are read
Rows = np.ndarray | sparse.csr_array


@dataclass(frozen=True, eq=False)
class Classifier:
    """Logistic regression: W (R, F) and b (R,) with R = 1 for two classes, else one row a class; C as it was chosen."""

    W: np.ndarray
    b: np.ndarray
    C: float

    def logits(self, X: Rows) -> np.ndarray:
        """X Wᵀ + b: (n, F) -> (n, R)."""
        return X @ self.W.T + self.b

    def probabilities(self, X: Rows) -> np.ndarray:
        """Of each class, (n, K): softmax, for two classes σ."""
        z = self.logits(X)
        z = np.hstack([np.zeros_like(z), z]) if z.shape[1] == 1 else z
        powers = np.exp(z - z.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def accuracy(self, X: Rows, y: np.ndarray) -> float:
        """The share that is told right."""
        return float((self.probabilities(X).argmax(axis=1) == y).mean())


def fit(X: Rows, y: np.ndarray, C: float, tolerance: float = 1e-8) -> Classifier:
    """The W and b that minimise ½ ‖W‖² + C Σ −log p(y_i | x_i); b is free. By scikit-learn, with L-BFGS."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=C, tol=tolerance, max_iter=20_000).fit(X, y)
    return Classifier(model.coef_, model.intercept_, C)


def learn(X: Rows, y: np.ndarray, seed: int) -> Classifier:
    """The same with the C whose loss on sentences left out is least, by cross-validation within those given."""
    from sklearn.model_selection import StratifiedKFold

    folds = StratifiedKFold(min(FOLDS, np.bincount(y).min()), shuffle=True, random_state=seed)
    cuts = list(folds.split(np.zeros(len(y)), y))

    def loss(C: float) -> float:
        parts = (fit(X[a], y[a], C, 1e-4).probabilities(X[b])[np.arange(len(b)), y[b]] for a, b in cuts)
        return -float(np.log(np.maximum(np.concatenate(list(parts)), 1e-300)).mean())

    return fit(X, y, min(STRENGTHS, key=loss))


@dataclass(frozen=True)
class Comparing:
    """How far it is; partial: of the numbers of labels that are done."""

    step: int
    steps: int
    partial: LabelCurve | None = None


def job(description: Mapping[str, Any]) -> Iterator[Comparing | LabelCurve]:
    """Ten draws of each number of labels, both representations. {"config": FewLabelsConfig, "given": Given or None}."""
    torch.set_num_threads(1)
    config: FewLabelsConfig = description["config"]
    wv, (given, test) = library.of(config.vectors, description.get("given")), sentences(config.task)
    y, y_test, E, E_test = classes(given), classes(test), embedded(given, wv), embedded(test, wv)
    found: dict[int, list[tuple[float, float]]] = {}
    partial, counts = None, LABELS[config.task]

    def curve() -> LabelCurve:
        scores = np.array(list(found.values()))  # (S, D, 2)
        baseline = float(np.bincount(y_test).max() / len(test))
        return LabelCurve(config.task, np.array(list(found)), scores[..., 0], scores[..., 1], len(test), baseline)

    for place, count in enumerate(counts):
        scores = []
        for number in range(DRAWS):
            yield Comparing(place * DRAWS + number, len(counts) * DRAWS, partial)
            seed = config.seed * DRAWS + number
            at = draw(y, count, seed)
            some = [given[i] for i in at]
            words = vocabulary(some)
            hot, hot_test = (sparse.csr_array(one_hot(part, words)) for part in (some, test))
            by_words, by_vectors = learn(hot, y[at], seed), learn(E[at], y[at], seed)
            scores.append((by_words.accuracy(hot_test, y_test), by_vectors.accuracy(E_test, y_test)))
        found[count] = scores
        partial = curve()
    return partial


def labelled(task: str, labels: int, seed: int) -> tuple[Labelled, ...]:
    """The sentences of the first draw of so many, as `job` has them."""
    given, _ = sentences(task)
    return tuple(given[i] for i in draw(classes(given), labels, seed * DRAWS))


@lru_cache(maxsize=128)
def on_one_hot(task: str, labels: int, seed: int) -> tuple[Classifier, tuple[str, ...]]:
    """The classifier on one-hot vectors, and its vocabulary."""
    some = labelled(task, labels, seed)
    words = vocabulary(some)
    return learn(one_hot(some, words), classes(some), seed * DRAWS), words


_on_embeddings: WeakKeyDictionary[WordVectors, dict[tuple[str, int, int], Classifier]] = WeakKeyDictionary()


def on_embeddings(task: str, labels: int, seed: int, wv: WordVectors) -> Classifier:
    """The classifier on embeddings; what was learnt is kept as long as the vectors are."""
    learnt, key = _on_embeddings.setdefault(wv, {}), (task, labels, seed)
    if key not in learnt:
        some = labelled(task, labels, seed)
        learnt[key] = learn(embedded(some, wv), classes(some), seed * DRAWS)
    return learnt[key]


def typed(text: str) -> tuple[Labelled, bool]:
    """A visitor's sentence, and whether that is all of it. UserError where it has no word."""
    words = split(text)
    if not words:
        raise UserError("few_labels.empty")
    return Labelled(text, words[:LONGEST], 0), len(words) <= LONGEST


def judge(task: str, labels: int, seed: int, text: str, wv: WordVectors) -> Judged:
    """What both make of a sentence after so many labels (see `labelled`), and what each word adds to it.

    UserError where the text has no word, or none that either of them knows.
    """
    sentence, is_all = typed(text)
    (by_words, words), by_vectors = on_one_hot(task, labels, seed), on_embeddings(task, labels, seed, wv)
    index = {word: column for column, word in enumerate(words)}
    met = np.array([word in index for word in sentence.words])
    known = np.array([word in wv for word in sentence.words])
    if not (met | known).any():
        raise UserError("few_labels.unknown")
    parts = np.zeros((len(met), len(by_words.b)))
    for place in np.flatnonzero(met):
        word = sentence.words[place]  # one that stands there n times adds an nth of its weight each time
        parts[place] = by_words.W[:, index[word]] / sentence.words.count(word)
    return Judged(
        task,
        labels,
        sentence.words,
        met,
        known,
        by_words.probabilities(one_hot([sentence], words))[0],
        by_vectors.probabilities(embedded([sentence], wv))[0],
        parts,
        shares(sentence, wv) @ by_vectors.W.T,
        by_words.b,
        by_vectors.b,
        len(words),
        by_words.C,
        by_vectors.C,
        is_all,
    )


def shares(sentence: Labelled, wv: WordVectors) -> np.ndarray:
    """e_w / (n ‖e_w‖) of each word, n of them known, zeros for a word without a vector: (T, E)."""
    known = [word in wv for word in sentence.words]
    made = np.zeros((len(known), wv.dimensions))
    made[known] = wv.unit[wv.rows(word for word in sentence.words if word in wv)]
    return made / max(1, sum(known))


class MeanWeights(nn.Module):
    """w (E,), b (1,): of the classifier that ships."""

    def __init__(self, dimensions: int) -> None:
        super().__init__()
        self.w, self.b = nn.Parameter(torch.zeros(dimensions)), nn.Parameter(torch.zeros(1))


class Reviews:
    """The classifier on the mean of GloVe's vectors that was trained on some thousand sentences of reviews. Read-only."""

    def __init__(self, weights: MeanWeights, wv: WordVectors) -> None:
        self.wv = wv
        w, b = (part.detach().double().numpy() for part in (weights.w, weights.b))
        self.classifier = Classifier(w[None], b, checkpoints.card(NAME)["training"]["C"])

    def read(self, text: str) -> ReviewRead:
        """P(positive) of a sentence, and what each word adds. UserError where it has no word, or none with a vector."""
        sentence, is_all = typed(text)
        known = np.array([word in self.wv for word in sentence.words])
        if not known.any():
            raise UserError("few_labels.unknown")
        P = self.classifier.probabilities(embedded([sentence], self.wv))[0]
        parts = (shares(sentence, self.wv) @ self.classifier.W.T)[:, 0]
        return ReviewRead(sentence.words, known, parts, float(self.classifier.b[0]), float(P[1]), is_all)


@cache
def shipped() -> Reviews:
    """The one that ships; on how many sentences it was trained, its card says (`training`: `labels`)."""
    wv = library.load("glove")
    return Reviews(checkpoints.filled(MeanWeights(wv.dimensions), NAME), wv)


def measured() -> LabelCurve:
    """What the recipe measured on reviews, with a third way: each word by its number in the vocabulary, as a size."""
    found = checkpoints.card(NAME)["measured"]
    one_hot_, embedded_, index = (
        np.array([row[way]["draws"] for row in found["curve"]]) for way in ("one_hot", "embedded", "index")
    )
    labels = np.array([row["labels"] for row in found["curve"]])
    return LabelCurve("reviews", labels, one_hot_, embedded_, found["test"], found["baseline"], index)
