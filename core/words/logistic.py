"""Logistic regression without a bias: of two ways, as a turn of hierarchical softmax is one, and the softmax over n words."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_softmax

EXACT = 1e-10  # of the gradient, a pair; and what rounding may do to the loss, of it
MOST = 60  # steps
LEAST = 1e-6  # of a step
EXACT_SOFTMAX, MOST_SOFTMAX, REMEMBERED = 1e-8, 2000, 20  # the gradient, steps, and those that L-BFGS looks back on


def fitted(x: np.ndarray, first: np.ndarray, second: np.ndarray, ridge: float) -> np.ndarray:
    """θ (E,) for which −Σ first · log σ(xθ) − Σ second · log σ(−xθ) + ridge/2 · ‖θ‖² is least.

    x (N, E): rows; first, second (N,): how often either way was taken from each, whole numbers or not; ridge > 0, so that there
    is one answer. Steps by Newton's method, halved where one would lead uphill; curvatures are in single precision, gradients
    in double.
    """
    theta = np.zeros(x.shape[1])
    both = first + second
    some = both > 0
    if not some.all():
        x, first, both = x[some], first[some], both[some]
    single = x.astype(np.float32)
    logit, now = _looked(x, first, both, theta, ridge)
    for _ in range(MOST):
        p = expit(logit)
        uphill = (both * p - first) @ x + ridge * theta
        if np.abs(uphill).max() <= EXACT * max(1.0, both.sum()):
            break
        scaled = np.sqrt(both * p * (1 - p)).astype(np.float32)[:, None] * single
        curvature = (scaled.T @ scaled).astype(np.float64) + ridge * np.eye(len(theta))
        step, part = np.linalg.solve(curvature, uphill), 1.0
        logit, after = _looked(x, first, both, theta - step, ridge)
        while after > now * (1 + EXACT) and part > LEAST:
            part /= 2
            logit, after = _looked(x, first, both, theta - part * step, ridge)
        theta, now = theta - part * step, after
    return theta


def softmax_fitted(x: np.ndarray, counts: np.ndarray, ridge: float) -> np.ndarray:
    """Θ (n, E) for which −Σ counts · log softmax(xΘᵀ) + ridge/2 · ‖Θ‖² is least, by L-BFGS.

    x (N, E): rows; counts (N, n): how often each of n words came with each, whole numbers or not; ridge > 0.
    """
    some = counts.sum(1) > 0
    x, counts = x[some], counts[some]
    rows = counts.sum(1, keepdims=True)
    total = max(1.0, rows.sum())

    def looked(flat: np.ndarray) -> tuple[float, np.ndarray]:
        theta = flat.reshape(counts.shape[1], -1)
        log_p = log_softmax(x @ theta.T, axis=1)
        uphill = (rows * np.exp(log_p) - counts).T @ x + ridge * theta
        return (ridge / 2 * flat @ flat - (counts * log_p).sum()) / total, uphill.ravel() / total

    begin = np.zeros(counts.shape[1] * x.shape[1])
    options = {
        "gtol": EXACT_SOFTMAX,
        "ftol": 0.0,
        "maxcor": REMEMBERED,
        "maxiter": MOST_SOFTMAX,
        "maxfun": 2 * MOST_SOFTMAX,
    }
    return minimize(looked, begin, jac=True, method="L-BFGS-B", options=options).x.reshape(counts.shape[1], -1)


def _looked(
    x: np.ndarray, first: np.ndarray, both: np.ndarray, theta: np.ndarray, ridge: float
) -> tuple[np.ndarray, float]:
    """xθ (N,), and what is made least."""
    logit = x @ theta
    return logit, float(both @ np.logaddexp(0, logit) - first @ logit + ridge / 2 * theta @ theta)
