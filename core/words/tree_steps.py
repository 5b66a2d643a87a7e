"""Steps of hierarchical softmax, compiled: word by word, each pair a step of its own, as in word2vec.

    p(t | c) = Π over the turns n on the way to t of σ(±θ_nᵀe_c),  + where the digit is 0, − where it is 1

Morin and Bengio 2005; Mikolov et al. 2013b, section 2.1. Every pair asks the root, and a step that adds up many pairs
would push it too far; so nothing is added up. As in word2vec, a neighbour's e says which way to go, and the way that is
gone is the one to the middle: over windows to both sides these are the same pairs, and one way serves all neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numba import njit

from core.words.blocks import SIZE, Blocks
from core.words.huffman import Tree, balanced

SUMS = {"reassoc", "contract", "nsz"}  # what is added up may be added in any order, several numbers at once


def compiled(function: Callable) -> Callable:
    """The function in machine code, which is kept on disk where there is a folder to write to."""
    try:
        return njit(cache=True, fastmath=SUMS)(function)
    except RuntimeError:  # numba has found no folder
        return njit(fastmath=SUMS)(function)


@compiled
def walk(given, error, theta, nodes, digits, depth, rate, lossy):
    """One way from the root, taken by the vector given: each turn's θ moves; what they ask of the vector is added to `error`.

    given, error (E,), theta (V − 1, E), all of one type; nodes, digits (L,): a row of `huffman.Tree`, of which `depth`
    count. Returns −log p in nats, from before the move; 0 unless `lossy`.
    """
    zero, one = theta.dtype.type(0), theta.dtype.type(1)
    loss = 0.0
    for step in range(depth):
        node = nodes[step]
        logit = zero
        for k in range(len(given)):
            logit += theta[node, k] * given[k]
        sign = one if digits[step] == 0 else -one
        away = -sign * logit
        if lossy:
            loss += max(away, zero) + math.log1p(math.exp(-abs(away)))  # −log σ(±x)
        push = rate * sign / (one + math.exp(-away))  # 1 − σ(x) = σ(−x)
        for k in range(len(given)):
            error[k] += push * theta[node, k]
            theta[node, k] += push * given[k]
    return loss


@compiled
def skip(e, theta, nodes, digits, lengths, middle, around, near, rate, lossy):
    """Skip-gram over blocks of text, pair by pair. e (V, E) and theta (V − 1, E) move.

    nodes, digits, lengths: as in `huffman.Tree`; middle, around, near: as in `blocks.Blocks`; rate: of the type of e.
    Returns the sum of the losses, if `lossy`, and the number of pairs.
    """
    wide, error = around.shape[1] - middle.shape[1], e[0].copy()
    loss, pairs = 0.0, 0
    for b in range(len(middle)):
        for i in range(middle.shape[1]):
            word = middle[b, i]
            for j in range(i, i + wide + 1):
                if near[b, i, j]:
                    given = e[around[b, j]]
                    error[:] = 0
                    loss += walk(given, error, theta, nodes[word], digits[word], lengths[word], rate, lossy)
                    given += error
                    pairs += 1
    return loss, pairs


@compiled
def cbow(e, theta, nodes, digits, lengths, middle, around, near, rate, lossy):
    """CBOW over blocks of text, middle by middle: the mean of the neighbours' e goes the way, and each gets the whole
    error, as in word2vec. Otherwise as `skip`; what is counted is middles."""
    wide, error, mean = around.shape[1] - middle.shape[1], e[0].copy(), e[0].copy()
    loss, pairs = 0.0, 0
    for b in range(len(middle)):
        for i in range(middle.shape[1]):
            word, count = middle[b, i], 0
            mean[:], error[:] = 0, 0
            for j in range(i, i + wide + 1):
                if near[b, i, j]:
                    mean += e[around[b, j]]
                    count += 1
            if count == 0:
                continue
            mean *= mean.dtype.type(1) / mean.dtype.type(count)
            loss += walk(mean, error, theta, nodes[word], digits[word], lengths[word], rate, lossy)
            for j in range(i, i + wide + 1):
                if near[b, i, j]:
                    e[around[b, j]] += error
            pairs += 1
    return loss, pairs


def step(
    method: str, e: np.ndarray, theta: np.ndarray, tree: Tree, part: Blocks, rate: float, lossy: bool
) -> tuple[float, int]:
    """Go through blocks of text by `skip` or `cbow`; e (V, E) and theta (V − 1, E), float32, move."""
    move = skip if method == "skip" else cbow
    text = part.middle, part.around, part.near
    return move(e, theta, tree.nodes, tree.digits, tree.lengths, *text, np.float32(rate), lossy)


def warm() -> None:
    """Compile both, or load them from the disk, before someone waits for it."""
    e, theta, around = np.zeros((2, 1), np.float32), np.zeros((1, 1), np.float32), np.zeros((1, SIZE + 2), np.int64)
    part = Blocks(around[:, 1:-1].copy(), around, np.zeros((1, SIZE, SIZE + 2), bool), 0)
    for method in ("skip", "cbow"):
        step(method, e, theta, balanced(2), part, 0.0, False)
