"""L⟨t⟩ added up: step by step from the beginning of a text, and over the window that was read."""

from __future__ import annotations

import numpy as np

from core.recurrent.results import Reading


def running(reading: Reading) -> np.ndarray:
    """The loss from the text's first step to each step of the window (T,), in nats; nan where nothing comes next."""
    return np.cumsum([reading.before, *reading.losses.tolist()])[1:]


def over_window(reading: Reading) -> tuple[float, int]:
    """The loss added up over the window, in nats, and over how many symbols: those that something comes after."""
    known = reading.losses[~np.isnan(reading.losses)]
    return float(known.sum()), len(known)
