"""Trees that were trained in place of a softmax: those that ship, and how the probability flows down them to the words.

`core.recipes.hierarchical_softmax` trains them. p(t | c) is the product of σ(±θ_nᵀe_c) over the turns on the way to t,
so what comes to the words beneath a turn is what comes to the turn. Morin and Bengio 2005; Mikolov et al. 2013b,
section 2.1.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.data import ASSETS
from core.words import huffman
from core.words.huffman import Tree

NAME = "hierarchical_softmax"
MEASURED = ASSETS / "data" / "vectors" / f"{NAME}.json"


@dataclass(frozen=True, eq=False)
class TreeTables:
    """A training with a tree. words, counts (V,): the vocabulary, most frequent first; e (V, E): the vectors of the
    words, theta (V − 1, E): those of the tree's inner nodes, float32."""

    words: tuple[str, ...]
    counts: np.ndarray
    e: np.ndarray
    theta: np.ndarray
    tree: Tree


@cache
def first(kind: str = "huffman") -> TreeTables:
    """The training that ships, with "huffman"'s tree or the "balanced" one, in the order of frequency."""
    from safetensors.numpy import load_file

    folder = ASSETS / "weights"
    words = json.loads((folder / f"{NAME}.json").read_text("utf-8"))["config"]["vocabulary"]
    arrays = load_file(folder / f"{NAME}.safetensors")
    e, theta = (arrays[f"{name}_{kind}"].astype(np.float32) for name in ("e", "theta"))
    return TreeTables(tuple(words), arrays["counts"], e, theta, huffman.KINDS[kind](arrays["counts"]))


@cache
def measured() -> dict:
    """What `core.recipes.hierarchical_softmax` has measured of whole trainings."""
    return json.loads(MEASURED.read_text("utf-8"))


def flow(e: np.ndarray, theta: np.ndarray, tree: Tree) -> tuple[np.ndarray, np.ndarray]:
    """The logarithms of the probability that comes to each inner node (n, V − 1) and to each word (n, V): log p(t | c).

    e (n, E): of the centres c; theta (V − 1, E). Goes down all ways at once, level by level.
    """
    e = np.asarray(e, np.float64)
    turns, words = np.zeros((len(e), tree.size - 1)), np.zeros((len(e), tree.size))
    level = np.zeros(1, np.int64)
    while len(level):
        logit = e @ theta[level].T  # (n, nodes of the level)
        below = []
        for way, sign in ((0, 1), (1, -1)):
            child = tree.children[level, way]
            log = turns[:, level] - np.logaddexp(0, -sign * logit)
            is_word = child < 0
            words[:, -1 - child[is_word]] = log[:, is_word]
            turns[:, child[~is_word]] = log[:, ~is_word]
            below.append(child[~is_word])
        level = np.concatenate(below)
    return turns, words


def greedy(e: np.ndarray, theta: np.ndarray, tree: Tree) -> np.ndarray:
    """Where one comes to who takes the likelier way at each turn: words (n,). e (n, E): of the centres; theta (V − 1, E)."""
    at, walking = np.zeros(len(e), np.int64), np.arange(len(e))
    while len(walking):
        logit = (theta[at[walking]] * e[walking]).sum(1)
        at[walking] = tree.children[at[walking], (logit < 0).astype(int)]
        walking = walking[at[walking] >= 0]
    return -1 - at


def opened(turns: np.ndarray, words: np.ndarray) -> np.ndarray:
    """How many turns must be looked at, root and all, to be sure of the likeliest word: (n,). turns, words: of `flow`.

    A search that always goes on at the likeliest place comes first to the likeliest word. Before it, it opens the turns
    that more probability comes to than to that word, and no search can do with fewer: each of them might hide a
    likelier one.
    """
    return (turns > words.max(1, keepdims=True)).sum(1)


def taken(logit: np.ndarray, tree: Tree, word: int) -> np.ndarray:
    """The probability of the way taken at each turn to a word (L,), whose product is p(t | c). logit (V − 1,): θ_nᵀe_c."""
    from scipy.special import expit

    signs = 1 - 2 * tree.digits[word, : tree.lengths[word]].astype(np.float64)
    return expit(signs * logit[list(tree.path(word))])
