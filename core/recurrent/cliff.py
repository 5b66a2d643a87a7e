"""The cliff of Pascanu et al. 2013: one unit over fifty steps, its loss over its two weights, and descents upon it.

x⟨t⟩ = w σ(x⟨t−1⟩) + b (equation 8), x⟨0⟩ = 0.5, L = (σ(x⟨50⟩) − 0.7)² (section 2.3, figure 6). Where two fixed points part, a
small step of w or b sends x⟨50⟩ to the other one: there the loss has a wall, and the gradient is as large as the wall is steep.
"""

from __future__ import annotations

import math

import numpy as np

from core.recurrent.gradients import clip_by_norm, clip_by_value
from core.recurrent.options import DescentConfig
from core.recurrent.results.gradients import Descent, Surface

STEPS, START, TARGET = 50, 0.5, 0.7
WHOLE = ((3.6, 6.0), (-3.0, 0.4))  # w and b of the surface
WALL = ((4.24, 4.46), (-2.46, -2.1))  # where the first descents meet the wall
SECTION = DescentConfig(w=4.5, b=-2.6, steps=60, holds_w=True)  # a descent along b alone, across the wall


def loss(w: np.ndarray | float, b: np.ndarray | float) -> np.ndarray:
    """L for weights that broadcast against one another."""
    return loss_and_gradient(w, b)[0]


def loss_and_gradient(w: np.ndarray | float, b: np.ndarray | float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """L, ∂L/∂w, ∂L/∂b: the chain rule carried forward, one step at a time."""
    x = np.full(np.broadcast(w, b).shape, START)
    by_w, by_b = np.zeros_like(x), np.zeros_like(x)
    for _ in range(STEPS):
        s = _sigma(x)
        slope = w * s * (1 - s)  # ∂x⟨t⟩/∂x⟨t−1⟩
        by_w, by_b = s + slope * by_w, 1 + slope * by_b
        x = w * s + b
    y = _sigma(x)
    outer = 2 * (y - TARGET) * y * (1 - y)
    return (y - TARGET) ** 2, outer * by_w, outer * by_b


def surface(
    place: tuple[tuple[float, float], tuple[float, float]] = WHOLE, columns: int = 161, rows: int = 151
) -> Surface:
    """The loss over a grid of w and b, from and to."""
    w, b = (np.linspace(*ends, count) for ends, count in zip(place, (columns, rows), strict=True))
    return Surface(w, b, loss(w[None, :], b[:, None]))


def section(columns: int = 121) -> tuple[np.ndarray, np.ndarray]:
    """The loss along b at the w of `SECTION`: b and L, each (columns,)."""
    b = np.linspace(-3.0, 1.4, columns)
    return b, loss(SECTION.w, b)


def descend(config: DescentConfig) -> Descent:
    """Gradient descent from (w, b), each gradient clipped as the configuration says."""
    clip = {"norm": clip_by_norm, "value": clip_by_value, "none": lambda g, limit: g}[config.clip]
    at = np.array([config.w, config.b])
    points, losses, norms, used = [at], [], [], []
    for _ in range(config.steps):
        value, by_w, by_b = loss_and_gradient(*at)
        g = np.array([0.0 if config.holds_w else float(by_w), float(by_b)])
        step = clip(g, config.limit)
        at = at - config.rate * step
        points.append(at)
        losses.append(float(value))
        norms.append(math.hypot(*g))
        used.append(math.hypot(*step))
    losses.append(float(loss(*at)))
    return Descent(np.array(points), np.array(losses), np.array(norms), np.array(used))


def _sigma(x: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * x))  # the logistic function, without an overflow
