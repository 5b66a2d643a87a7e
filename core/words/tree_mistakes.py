"""Two mistakes about hierarchical softmax: that it gives the softmax's probabilities, and that the likeliest way at each turn
leads to the likeliest word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy.special import expit, log_softmax

from core.words import logistic, rivers, trees, walks
from core.words.huffman import Tree
from core.words.results import Branching, Families, GreedyWalk, River


def families(words: Sequence[str], centre: str) -> Families:
    """p(t | c) by Huffman's tree, the balanced one and a softmax over the words, on the same e, pairs and ridge.

    Raises UserError as `rivers.river` does.
    """
    shown = rivers.river(words, centre)
    theta, loss = softmax(rivers.places(words))
    p = (*(rivers.leaves(tree, shown.e) for tree in shown.trees), np.exp(log_softmax(theta @ shown.e)))
    beside = rivers.fitted(rivers.places(words)).beside
    pairs = float(shown.beside.sum())
    return Families(
        shown.words,
        shown.centre,
        *p,
        share=shown.beside / pairs if pairs else np.zeros(len(shown.words)),
        pairs=pairs,
        loss=(shown.trees[0].loss, shown.trees[1].loss, loss),
        blind=_guessing(beside.sum(0)[None]),
        floor=_guessing(beside),
    )


@lru_cache(maxsize=16)
def softmax(rows: tuple[int, ...]) -> tuple[np.ndarray, float]:
    """Θ (n, E) of a softmax over the words in those places, fitted as the turns of `rivers` are; and its mean loss, nats."""
    beside = rivers.fitted(rows).beside
    theta = logistic.softmax_fitted(rivers.vectors(), beside, rivers.RIDGE)
    log_p = log_softmax(rivers.vectors() @ theta.T, axis=1)
    return theta, float(-(beside * log_p).sum() / max(1e-300, beside.sum()))


def greedy_of_all(kind: str, centre: str) -> GreedyWalk:
    """The greedy walk down the real tree, beside the likeliest of all words. Raises UserError for an unknown centre."""
    tables = trees.first(kind)
    return _greedy(kind, centre, tables.words, tables.tree, tables.theta, walks.vector(kind, centre))


def greedy_of_few(river: River, kind: str) -> GreedyWalk:
    """The same in a small tree. kind: "huffman" or "balanced"."""
    tree: Branching = river.trees[rivers.KINDS.index(kind)]
    return _greedy(kind, river.centre, river.words, Tree(tree.children), tree.theta, river.e)


def _greedy(kind: str, centre: str, words: Sequence[str], tree: Tree, theta: np.ndarray, e: np.ndarray) -> GreedyWalk:
    reach, log_p = trees.flow(e[None], theta, tree)
    p = np.exp(log_p[0])
    best, end = int(p.argmax()), int(trees.greedy(e[None], theta, tree)[0])
    (turns, code, sigma), (best_turns, best_code, best_sigma) = (_way(tree, theta, e, word) for word in (end, best))
    off = np.exp(reach[0, turns]) * (1 - sigma)
    return GreedyWalk(
        kind=kind,
        centre=centre,
        turns=turns,
        code=code,
        sigma=sigma,
        off=off,
        end=(words[end], float(p[end])),
        rank=1 + int((p > p[end]).sum()),
        best=(words[best], float(p[best])),
        best_turns=best_turns,
        best_code=best_code,
        best_sigma=best_sigma,
        part=len(code) if end == best else int(np.isin(turns, best_turns).sum()) - 1,
        opened=int(trees.opened(reach, log_p)[0]),
        vocabulary=len(words),
    )


def _way(tree: Tree, theta: np.ndarray, e: np.ndarray, word: int) -> tuple[np.ndarray, str, np.ndarray]:
    """The turns on the way to a word, its digits, and the probability of the way taken at each."""
    turns, code = np.array(tree.path(word)), tree.code(word)
    logit = theta[turns].astype(np.float64) @ e
    return turns, code, expit(np.where(np.array(list(code)) == "0", logit, -logit))


def _guessing(beside: np.ndarray) -> float:
    """The mean of −log of each word's share in its row (N, n) of pairs, in nats: no guess by the row alone does better."""
    rows = beside.sum(1, keepdims=True)
    share = np.divide(beside, rows, out=np.ones_like(beside), where=beside > 0)
    return float(-(beside * np.log(share)).sum() / max(1e-300, rows.sum()))
