"""The classifiers on few labels by another solver: the same penalised loss, minimised by torch in double precision."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional as F

from core.referees.results import Compared, worst
from core.words import few_labels
from core.words.few_labels import Classifier
from core.words.few_labels_data import classes, embedded, one_hot, sentences
from core.words.vectors import WordVectors


def check(task: str, labels: int, seed: int, wv: WordVectors) -> list[Compared]:
    """W, b and the test sentences' probabilities of both classifiers, as `few_labels.judge` has them."""
    given, (_, test) = few_labels.labelled(task, labels, seed), sentences(task)
    (by_words, words), y = few_labels.on_one_hot(task, labels, seed), classes(given)
    both = {
        "one_hot": (by_words, one_hot(given, words), one_hot(test, words)),
        "embedded": (few_labels.on_embeddings(task, labels, seed, wv), embedded(given, wv), embedded(test, wv)),
    }
    found = []
    for name, (ours, X, asked) in both.items():
        theirs = by_torch(X, y, ours.C)
        found += [
            worst(f"{name} W", ours.W, theirs.W),
            worst(f"{name} b", centred(ours.b), centred(theirs.b)),
            worst(f"{name} P", ours.probabilities(asked), theirs.probabilities(asked)),
        ]
    return found


def by_torch(X: np.ndarray, y: np.ndarray, C: float) -> Classifier:
    """The minimum of ½ ‖W‖² + C Σ −log p(y_i | x_i) by torch's L-BFGS, from zero; its own losses, not our probabilities."""
    x, target = torch.from_numpy(X), torch.from_numpy(y)
    rows = int(y.max()) + 1 if y.max() > 1 else 1
    W = torch.zeros(rows, X.shape[1], dtype=torch.float64, requires_grad=True)
    b = torch.zeros(rows, dtype=torch.float64, requires_grad=True)
    solver = torch.optim.LBFGS(
        [W, b], max_iter=5000, tolerance_grad=1e-10, tolerance_change=1e-15, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        solver.zero_grad()
        z = x @ W.T + b
        if rows == 1:
            each = F.binary_cross_entropy_with_logits(z[:, 0], target.double(), reduction="sum")
        else:
            each = F.cross_entropy(z, target, reduction="sum")
        total = 0.5 * (W**2).sum() + C * each
        total.backward()
        return total

    solver.step(loss)
    return Classifier(W.detach().numpy(), b.detach().numpy(), C)


def centred(b: np.ndarray) -> np.ndarray:
    """With several classes the same may be added to each b and nothing changes: their mean is taken off."""
    return b - b.mean() if len(b) > 1 else b
