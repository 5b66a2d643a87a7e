"""Referees of maps: the divergence as its sum over all pairs, and its slope by moving one point a little."""

from __future__ import annotations

import numpy as np


def divergence(P: np.ndarray, Y: np.ndarray) -> float:
    """KL(P‖Q) = Σ p_ij log p_ij / q_ij in nats; P (N, N), Y (N, d). Van der Maaten & Hinton 2008, equations 2 and 4."""
    squared = ((Y[:, None, :] - Y[None, :, :]) ** 2).sum(axis=2)
    weights = 1 / (1 + squared)
    np.fill_diagonal(weights, 0)
    Q, there = weights / weights.sum(), P > 0
    return float((P[there] * np.log(P[there] / Q[there])).sum())


def finite_difference(P: np.ndarray, Y: np.ndarray, point: int, axis: int, step: float = 1e-4) -> float:
    """∂KL/∂y of one coordinate: the divergence a step on, minus that a step back, over both steps."""
    there, back = np.array(Y, dtype=np.float64), np.array(Y, dtype=np.float64)
    there[point, axis] += step
    back[point, axis] -= step
    return (divergence(P, there) - divergence(P, back)) / (2 * step)
