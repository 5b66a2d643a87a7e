"""The cliff, against the formula in plain Python and against PyTorch's autograd; and the descents upon it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from core.recurrent import cliff
from core.recurrent.options import DescentConfig

PLACES = [(4.3, -2.4), (4.33, -2.2), (5.6, -0.05), (0.5, 0.1), (4.69, -2.42), (-3.0, 2.0), (30.0, -12.0)]


def by_hand(w: float, b: float) -> float:
    x = 0.5
    for _ in range(50):
        x = w / (1 + math.exp(-x)) + b
    return (1 / (1 + math.exp(-x)) - 0.7) ** 2


@pytest.mark.parametrize(("w", "b"), PLACES)
def test_the_loss_and_its_gradient(w, b):
    value, by_w, by_b = cliff.loss_and_gradient(w, b)
    assert float(value) == pytest.approx(by_hand(w, b), rel=1e-9)
    wt, bt = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (w, b))
    x = torch.tensor(0.5, dtype=torch.float64)
    for _ in range(50):
        x = wt * torch.sigmoid(x) + bt
    ((torch.sigmoid(x) - 0.7) ** 2).backward()
    assert (float(by_w), float(by_b)) == pytest.approx((float(wt.grad), float(bt.grad)), rel=1e-6, abs=1e-12)


def test_there_is_a_wall():
    ground = cliff.surface()
    assert ground.losses.shape == (len(ground.b), len(ground.w))
    near = cliff.surface(cliff.WALL, 5, 4)
    assert (near.w[0], near.w[-1], near.b[0], near.b[-1]) == (4.24, 4.46, -2.46, -2.1)
    assert near.losses[3, 0] == pytest.approx(by_hand(4.24, -2.1), rel=1e-9)
    assert ground.losses[3, 5] == pytest.approx(by_hand(float(ground.w[5]), float(ground.b[3])), rel=1e-9)
    _, by_w, by_b = cliff.loss_and_gradient(ground.w[None], ground.b[:, None])
    steep = np.hypot(by_w, by_b)
    assert steep.max() > 20 and np.median(steep) < 0.1


def test_one_leap_goes_far_and_a_clipped_one_stays():
    free, clipped = cliff.descend(DescentConfig()), cliff.descend(DescentConfig("norm"))
    leap = np.linalg.norm(np.diff(free.points, axis=0), axis=1)
    assert free.norms.max() > 40 and leap[free.steepest] > 2 and free.losses[-1] > 0.08
    assert np.linalg.norm(clipped.points - clipped.points[0], axis=1).max() < 0.3 and clipped.losses[-1] < 1e-6
    assert np.array_equal(free.points[0], clipped.points[0]) and np.array_equal(free.used, free.norms)
    assert clipped.used.max() == pytest.approx(0.5) and clipped.norms.max() > 1


def test_the_next_point_is_a_step_down_the_gradient():
    path = cliff.descend(DescentConfig("norm", 0.4, steps=30))
    for i in (0, 8, 10, 29):
        _, by_w, by_b = cliff.loss_and_gradient(*path.points[i])
        g = np.array([float(by_w), float(by_b)])
        share = min(1, 0.4 / np.linalg.norm(g))
        assert path.points[i + 1] == pytest.approx(path.points[i] - 0.05 * share * g, abs=1e-12)
        assert path.norms[i] == pytest.approx(np.linalg.norm(g))


def test_by_value_no_part_is_larger():
    path = cliff.descend(DescentConfig("value", 0.5))
    steps = np.abs(np.diff(path.points, axis=0)) / 0.05
    assert steps.max() == pytest.approx(0.5) and path.losses[-1] < 1e-4


def test_a_section_is_the_surface_at_its_w():
    b, losses = cliff.section(12)
    assert losses == pytest.approx([by_hand(cliff.SECTION.w, value) for value in b], rel=1e-9)
    assert b[0] < cliff.SECTION.b < b[-1] and losses.max() > 0.3 > 0.1 > losses[-1]


def test_along_a_section_w_stays():
    free = cliff.descend(cliff.SECTION)
    clipped = cliff.descend(replace(cliff.SECTION, clip="norm"))
    assert (free.points[:, 0] == 4.5).all() and (clipped.points[:, 0] == 4.5).all()
    assert free.points[-1, 1] > 0 and clipped.points[-1, 1] < -2.2 and clipped.losses[-1] < 0.005
