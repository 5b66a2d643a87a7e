"""What stands beside a reading: other cells' forecasts, the same words between other marks, what a unit carries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Forecast:
    """Two symbols that a model may expect at each of T steps: before the verb how the verbs begin, else its likeliest.

    ids (T, 2) in `symbols`, p (T, 2) their probabilities, is_verb (T,).
    """

    symbols: tuple[str, ...]
    ids: np.ndarray
    p: np.ndarray
    is_verb: np.ndarray


@dataclass(frozen=True)
class Marked:
    """The same words between K kinds of marks, and last between none, step for step.

    labels: of the K kinds; shown: which of them the text has. states (K + 1, T, H); chance (K + 1, T): P that the mark is
    closed after the step.
    """

    labels: tuple[str, ...]
    shown: int
    states: np.ndarray
    chance: np.ndarray


@dataclass(frozen=True)
class Held:
    """The chance of a closing mark after a step, as it is and with a unit made to write at each step from `start` on.

    outcome: 0 where it hardly changes, 1 where it grows by half or more, 2 where it falls below a tenth.
    """

    mark: str
    start: int
    before: float
    after: float
    outcome: int


@dataclass(frozen=True)
class Carrier:
    """The unit that carries a thing to where it is needed, as ``core.recurrent.carrying`` defines it.

    since, until: it does at the steps since ≤ t < until of the text; until is the step at which the thing is needed.
    gap: by how much, at least, its state differs there from that of a reading without the thing. score: gap · steps;
    second: that of the next best unit.
    """

    unit: int
    since: int
    until: int
    gap: float
    score: float
    second: float
