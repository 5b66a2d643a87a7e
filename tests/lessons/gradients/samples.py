"""What three networks reach, made for tests: powers whose factors can be told apart, over a text of any length."""

from __future__ import annotations

import numpy as np

from app.lessons.recurrent.gradients.picture import payload
from core.recurrent.reach import lost_from
from core.recurrent.results.gradients import Descent, Reach

TEXT = "the birds (near) are"
FACTORS = {"rnn": 0.1, "gru": 0.5, "lstm": 0.9}
LOGS = (-30.004, -9.999, -3.0, -2.96, -0.5, 0.0, 0.999, 1.0, 2.2, 2.999, 3.0, 12.34)  # of numbers hard to write
FIRST = {"rnn": 2.0, "gru": 1.0, "lstm": 0.5}


def reaches(text: str = TEXT, turned: bool = False, by: str = "state", odd: bool = False) -> dict[str, Reach]:
    """Norms first · factor^distance; turned: the RNN's factor is 2, as with another radius; odd: its norms are `LOGS`."""
    tokens = ("\n", *text)
    steps = np.arange(len(tokens) - 1)
    distance = steps[:, None] - steps[None, :]
    found = {}
    for cell, factor in FACTORS.items():
        factor = 2.0 if turned and cell == "rnn" else factor
        norms = np.where(distance >= 0, FIRST[cell] * factor ** np.abs(distance).astype(float), np.nan)
        if odd and cell == "rnn":
            norms = np.where(distance >= 0, 10.0 ** np.resize(LOGS, len(steps))[None], np.nan)
        lost = lost_from(norms)
        radius, kept = (4.5, None) if cell == "rnn" else (None, steps / 10)
        found[cell] = Reach(cell, by, 9, tokens, np.log10(norms), kept, (steps + 1) / 100, lost, radius, True)
    return found


def cliff() -> dict[str, object]:
    """A valley with a wall, and two descents."""
    b = np.linspace(-3, 1, 21)
    path = np.array([[4.0, -2.5], [4.0, -2.4], [4.0, 0.5], [4.0, 0.5]])
    losses = np.array([0.35, 0.33, 0.09, 0.09])
    free = Descent(path, losses, np.array([1.0, 64.0, 0.1]), np.array([1.0, 64.0, 0.1]))
    stays = Descent(path[[0, 1, 1, 1]], losses[[0, 1, 1, 1]], np.ones(3), np.full(3, 0.5))
    return payload.cliff((b, np.where(b < -2.3, 0.4, 0.05)), free, stays, 0.5)
