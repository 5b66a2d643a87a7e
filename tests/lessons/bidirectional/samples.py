"""A sentence read both ways, made for tests: logits that can be added up in the head, over any number of words."""

from __future__ import annotations

import numpy as np

from core.recurrent.results.both_ways import BothWays
from core.recurrent.results.tagging import LABELS, Tagged

WORDS = ("Ann", "Lee", "met", "me")
OTHER = ("Ann", "sat")
H, ROWS = 4, 3
# By word: what the left says of its first three labels, and the right: O, B-PER, I-PER.
LEFT = ((2.0, 1.0, 0.0), (1.0, 0.0, 3.0), (4.0, 0.0, 0.0), (3.0, 0.0, 0.0))
RIGHT = ((-1.0, 3.0, 0.0), (0.0, 2.0, 1.0), (2.0, 0.0, 0.0), (1.0, 0.0, 0.0))
BIAS = 0.5  # of O


def both_ways(words: tuple[str, ...] = WORDS, turn: float = 1.0) -> BothWays:
    """turn: what the right's states and shares are multiplied by, so that another ending is another."""
    T, K = len(words), len(LABELS)
    left, right = (np.zeros((T, K)) for _ in range(2))
    left[:, :3], right[:, :3] = np.resize(LEFT, (T, 3)), turn * np.resize(RIGHT, (T, 3))
    bias = np.zeros(K)
    bias[0] = BIAS
    states = np.concatenate([wave(T, 0.3), turn * wave(T, -0.2)], axis=1)
    W = np.linspace(-1, 1, K * 2 * H).reshape(K, 2 * H)
    both = tagged(words, left, right, bias, states)
    forward = tagged(words, left, np.zeros_like(right), bias, states[:, :H])
    return BothWays(both, forward, W, -wave(T, -0.2), -right, ((0, 1, 3), (1, 2, 3)))


def wave(T: int, step: float) -> np.ndarray:
    """(T, H), each number another, between −1 and 1."""
    return np.sin(step * (1 + np.arange(T * H))).reshape(T, H)


def tagged(words: tuple[str, ...], left: np.ndarray, right: np.ndarray, bias: np.ndarray, states: np.ndarray) -> Tagged:
    """What a network with these shares says."""
    e = np.exp(left + right + bias)
    p = e / e.sum(-1, keepdims=True)
    known = tuple(word != "Lee" for word in words)
    return Tagged(words, tuple(LABELS[k] for k in p.argmax(-1)), p, left, right, bias, states, known)
