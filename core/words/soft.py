"""Soft debiasing: one linear map of all vectors that trades the bias it takes away for the likeness it keeps.

Bolukbasi et al. 2016, step 2b: the T that minimises ‖(TW)ᵀ(TW) − WᵀW‖² + λ ‖(TN)ᵀ(TB)‖² (Frobenius norms), with the
vectors of all words as columns of W, those of the neutral words N, and the bias direction B.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from core.words.vectors import WordVectors

LAMBDA = 0.2  # the paper's
ROUNDING = 1e-8


def soft(wv: WordVectors, words: Iterable[str], direction: np.ndarray, strength: float = LAMBDA) -> WordVectors:
    """All vectors after the map T for `strength` λ, each of length 1 again; `words` are those that shall be neutral."""
    return applied(wv, transform(*products(wv, words), direction, strength))


def products(wv: WordVectors, words: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """WWᵀ of all words and NNᵀ of those that shall be neutral, for vectors as columns: (E, E) each."""
    W = wv.unit.astype(np.float64)  # (V, E), rows instead of columns
    N = W[wv.rows(words)]
    return W.T @ W, N.T @ N


def applied(wv: WordVectors, T: np.ndarray) -> WordVectors:
    """All vectors after the map T (E, E), each of length 1 again."""
    made = wv.unit @ T.T.astype(np.float32)
    return wv.replaced(made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), np.finfo(np.float32).tiny))


def transform(WW: np.ndarray, NN: np.ndarray, direction: np.ndarray, strength: float) -> np.ndarray:
    """The symmetric T (E, E), from the products WWᵀ and NNᵀ (E, E) and the direction (E,).

    The aim depends on X = TᵀT alone and is convex in it. In the axes U of WWᵀ, with its eigenvalues s², it is
    Σ_ij s_i² s_j² D_ij² + λ ‖N (b + D b)‖² for D = X − I and b = Uᵀg. Its gradient is 0 where
    D_ij = −λ (v_i b_j + b_i v_j) / (2 s_i² s_j²) with v = NNᵀ (b + D b): a system of E linear equations for v.
    Raises ArithmeticError where that X is no square of a T.
    """
    g = np.asarray(direction, np.float64)
    squares, U = np.linalg.eigh(WW)  # (E,), (E, E)
    Q = 1 / squares
    b = U.T @ (g / np.linalg.norm(g))
    M = U.T @ NN @ U  # (E, E)
    inner = (b @ (Q * b)) * np.diag(Q) + np.outer(Q * b, Q * b)
    v = np.linalg.solve(np.eye(len(b)) + strength / 2 * M @ inner, M @ b)
    D = -strength / 2 * (np.outer(v, b) + np.outer(b, v)) * np.outer(Q, Q)
    values, axes = np.linalg.eigh(np.eye(len(b)) + D)
    if values[0] < -ROUNDING:
        raise ArithmeticError("the best X has no root")
    root = (axes * np.sqrt(np.maximum(values, 0))) @ axes.T
    return U @ root @ U.T
