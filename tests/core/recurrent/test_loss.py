"""Losses added up: by hand, and from one window to the next."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from core.recurrent import loss, reading, zoo
from core.recurrent.options import ModelKey
from core.recurrent.results import Reading


def made(losses: list[float], before: float = 0.0) -> Reading:
    """A reading with these losses."""
    found = reading.read(zoo.model(ModelKey("rnn")), "abcd")
    return replace(found, losses=np.array(losses, dtype=np.float32), before=before)


def test_losses_add_up_step_by_step() -> None:
    found = made([1.0, 0.5, 0.25, 2.0, math.nan], before=10.0)
    np.testing.assert_array_equal(loss.running(found), [11.0, 11.5, 11.75, 13.75, math.nan])
    assert loss.over_window(found) == (3.75, 4)
    assert loss.over_window(made([math.nan])) == (0.0, 0)


def test_the_loss_runs_on_from_window_to_window() -> None:
    model, text = zoo.model(ModelKey("gru")), "To be, or not to be, that is the question: " * 6
    whole, later = reading.read(model, text), reading.read(model, text, start=50)
    np.testing.assert_allclose(loss.running(later)[:150], loss.running(whole)[50:], rtol=1e-5)
