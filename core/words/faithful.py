"""How true a map is to the space it was made from.

kept             the share of a point's k nearest that are still among its k nearest on the map
trustworthiness  1 minus what is lost by false neighbours, those near on the map that are far in the space: each counts by
                 how far down the list of true neighbours it stands. Venna & Kaski 2001.
"""

from __future__ import annotations

import numpy as np

K = 10
BLOCK = 512
SAMPLE = 250  # points that are looked at while a map is being made


def nearest(X: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The k nearest others of every row: places and Euclidean distances, both (N, k), nearest first."""
    X = np.asarray(X, dtype=np.float32 if X.shape[1] > 3 else np.float64)
    places = np.empty((len(X), k), dtype=np.int64)
    distances = np.empty((len(X), k))
    for rows in _blocks(len(X)):
        squared = _squared(X, rows)  # (b, N)
        squared[np.arange(len(rows)), rows] = np.inf
        found = np.argpartition(squared, k - 1, axis=1)[:, :k]
        exact = ((X[rows][:, None].astype(np.float64) - X[found]) ** 2).sum(axis=2)
        order = np.lexsort((found, exact), axis=1)
        places[rows] = np.take_along_axis(found, order, axis=1)
        distances[rows] = np.sqrt(np.take_along_axis(exact, order, axis=1))
    return places, distances


def usual(count: int) -> int:
    """k for so many points: ten, or fewer where there are not twice as many others."""
    return max(1, min(K, (count - 1) // 2))


class Judge:
    """The ranks of all points as seen from some: made once, then each map of the same points is judged quickly."""

    def __init__(self, X: np.ndarray, near: np.ndarray, sample: int = SAMPLE) -> None:
        """X (N, E); near (N, k), the true neighbours."""
        self.k, count = near.shape[1], len(X)
        self.rows = np.unique(np.linspace(0, count - 1, min(sample, count)).astype(int))
        self.near = near[self.rows]
        squared = _squared(np.asarray(X, dtype=np.float32), self.rows)
        squared[np.arange(len(self.rows)), self.rows] = -1
        self.ranks = np.argsort(np.argsort(squared, axis=1), axis=1).astype(np.int32)  # (S, N), 0: the point itself

    def measure(self, Y: np.ndarray) -> tuple[float, float]:
        """Trustworthiness and the share of neighbours kept, on these points."""
        found = _near_rows(np.asarray(Y, dtype=np.float64), self.rows, self.k)
        ranks = np.take_along_axis(self.ranks, found, axis=1)
        return _trust(ranks, self.k, len(Y)), kept(self.near, found)


def exact(X: np.ndarray, Y: np.ndarray, near: np.ndarray) -> tuple[float, float]:
    """Trustworthiness and the share of neighbours kept, on all points."""
    k = near.shape[1]
    found, _ = nearest(np.asarray(Y, dtype=np.float64), k)
    X = np.asarray(X, dtype=np.float32)
    ranks = np.empty(found.shape, dtype=np.int64)
    for rows in _blocks(len(X)):
        squared = _squared(X, rows)
        squared[np.arange(len(rows)), rows] = -1
        theirs = np.take_along_axis(squared, found[rows], axis=1)
        for column in range(k):
            ranks[rows, column] = (squared < theirs[:, column : column + 1]).sum(axis=1)
    return _trust(ranks, k, len(X)), kept(near, found)


def kept(near: np.ndarray, found: np.ndarray) -> float:
    """The share of `near` (N, k) that stands in the same row of `found` (N, k)."""
    return float((near[:, :, None] == found[:, None, :]).any(axis=2).mean())


def _trust(ranks: np.ndarray, k: int, count: int) -> float:
    worst = k * (2 * count - 3 * k - 1)
    return float(1 - 2 * np.maximum(ranks - k, 0).sum() / (len(ranks) * worst)) if worst > 0 else 1.0


def _near_rows(Y: np.ndarray, rows: np.ndarray, k: int) -> np.ndarray:
    squared = _squared(Y, rows)
    squared[np.arange(len(rows)), rows] = np.inf
    return np.argpartition(squared, k - 1, axis=1)[:, :k]


def _squared(X: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Squared distances of some rows to all, (b, N)."""
    if X.shape[1] <= 3:  # coordinate by coordinate: exact also where points lie close together
        return sum((X[rows, d, None] - X[None, :, d]) ** 2 for d in range(X.shape[1]))
    lengths = np.einsum("ij,ij->i", X, X)
    return np.maximum(lengths[rows, None] - 2 * (X[rows] @ X.T) + lengths[None, :], 0)


def _blocks(count: int):
    return (np.arange(begin, min(begin + BLOCK, count)) for begin in range(0, count, BLOCK))
