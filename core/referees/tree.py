"""Hierarchical softmax by code that is not ours: scikit-learn's logistic regression, PyTorch's gradients, and plain recursion."""

from __future__ import annotations

import math

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch.nn.functional import logsigmoid

from core.referees.results import Compared, numbers, worst
from core.words import rivers, trees, walks
from core.words.huffman import Tree
from core.words.results import River


def check(river: River, kind: str, word: str) -> list[Compared]:
    """One tree of a river and the walk to one of its words, and the tree of all words for the same centre.

    total: of the leaves, beside 1; leaves: each by recursion; product: along the word's code. turn: θ of the last turn before
    the word, by scikit-learn. gradient: of what the fit makes least, by automatic differentiation, for a pair, beside 0; loss:
    its mean of −log p. length: Σ count · depth, by joining or halving in the plainest way. real_total, real_leaves: total and
    leaves of all words, along their codes. Raises UserError for a word that is no leaf.
    """
    place, branching = rivers.leaf(river, word), river.trees[rivers.KINDS.index(kind)]
    tree, beside = Tree(branching.children), rivers.fitted(rivers.places(river.words)).beside
    p = rivers.leaves(branching, river.e)
    way = zip(tree.path(place), tree.code(place), strict=True)
    product = math.prod(_sigmoid(branching.logit[turn] * (1 if digit == "0" else -1)) for turn, digit in way)
    last = tree.path(place)[-1]
    loss, gradient = by_torch(tree, branching.theta, beside)
    real, tables = walks.walked(kind, river.centre)[1], trees.first(kind)
    e = walks.vector(kind, river.centre)
    theirs = along_codes(tables.tree, torch.from_numpy(tables.theta.astype(np.float64) @ e)[None])[0].exp().numpy()
    return [
        numbers("total", math.fsum(p), 1.0),
        worst("leaves", p, np.array(list(recursed(tree.children.tolist(), branching.logit.tolist()).values()))),
        numbers("product", p[place], product),
        worst("turn", branching.theta[last], by_scikit_learn(*rivers.ways(tree, beside)[last])),
        numbers("gradient", 0.0, gradient),
        numbers("loss", branching.loss, loss),
        numbers("length", float(river.counts @ tree.lengths), PLAIN[kind](river.counts.tolist())),
        numbers("real_total", math.fsum(real), 1.0),
        worst("real_leaves", real, theirs),
    ]


def recursed(children: list[list[int]], logit: list[float], turn: int = 0, reach: float = 1.0) -> dict[int, float]:
    """p of each word beneath a turn, by its number, in order; reach: the probability of coming there."""
    found: dict[int, float] = {}
    for child, sign in zip(children[turn], (1, -1), strict=True):
        part = reach * _sigmoid(sign * logit[turn])
        found |= recursed(children, logit, child, part) if child >= 0 else {-1 - child: part}
    return dict(sorted(found.items()))


def by_scikit_learn(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """θ (E,) of a turn from the pairs (V,) that take either way."""
    some = first + second > 0
    if not some.any():
        return np.zeros(rivers.vectors().shape[1])  # nothing but the ridge
    x, y = rivers.vectors()[some], np.repeat([1, 0], some.sum())
    regression = LogisticRegression(
        C=1 / rivers.RIDGE, fit_intercept=False, solver="newton-cholesky", tol=1e-9, max_iter=200
    )
    return regression.fit(np.tile(x, (2, 1)), y, np.concatenate([first[some], second[some]])).coef_[0]


def by_torch(tree: Tree, theta: np.ndarray, beside: np.ndarray) -> tuple[float, float]:
    """The mean of −log p over the pairs (V, n); and the largest part of the gradient by θ (n − 1, E), of that and the ridge."""
    theta = torch.from_numpy(theta).requires_grad_()
    pairs = max(1e-300, beside.sum())
    log_p = along_codes(tree, torch.from_numpy(rivers.vectors()) @ theta.T)
    loss = -(torch.from_numpy(beside) * log_p).sum() / pairs
    (loss + rivers.RIDGE / 2 / pairs * theta.square().sum()).backward()
    return float(loss.detach()), float(theta.grad.abs().max())


def along_codes(tree: Tree, logit: torch.Tensor) -> torch.Tensor:
    """log p of all words (N, n), each along its code by itself. logit (N, n − 1)."""
    digits = torch.from_numpy(tree.digits.astype(np.int64))
    turns = torch.from_numpy(tree.nodes.astype(np.int64)).clamp(min=0)
    steps = logsigmoid(logit[:, turns] * (1 - 2 * digits))
    return torch.where(digits >= 0, steps, 0.0).sum(-1)


def joined(counts: list[int]) -> float:
    """Σ count · depth of Huffman's tree: the two least are joined again and again, and each joining adds a digit to all
    beneath it."""
    total = 0
    while len(counts) > 1:
        counts = sorted(counts)
        total += counts[0] + counts[1]
        counts = [counts[0] + counts[1], *counts[2:]]
    return total


def halved(counts: list[int]) -> float:
    """The same of the balanced tree, which halves the words in their order."""
    if len(counts) == 1:
        return 0
    half = (len(counts) + 1) // 2
    return sum(counts) + halved(counts[:half]) + halved(counts[half:])


PLAIN = {"huffman": joined, "balanced": halved}


def _sigmoid(x: float) -> float:
    return (1 + math.tanh(x / 2)) / 2
