"""What is worked out along a text: what two readings differ by, two losses, and the weights that all steps share."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Swapped:
    """Two texts that differ in the symbol read at step ``place`` of the whole text, read by one model, from there on.

    before, after: the symbol as it was and as it is. tokens: the t symbols read from that step on, as they were.
    apart (t, H): |difference| of the two memories. expected (t,): the total variation distance of the two ŷ, from 0 for
    the same to 1 for nothing in common.
    """

    place: int
    before: str
    after: str
    tokens: tuple[str, ...]
    apart: np.ndarray
    expected: np.ndarray


@dataclass(frozen=True)
class Stretch:
    """A unit and the steps from ``start`` up to, not including, ``stop`` through which something holds for it."""

    unit: int
    start: int
    stop: int


@dataclass(frozen=True)
class TwoLosses:
    """The loss of a softmax at each step of a window, (T,) in nats, nan where nothing comes next: right, and as a mistake.

    right: −log ŷ of the symbol that came next. mistake: the yes-or-no loss of every one of the V outputs, added up.
    right_shares, mistake_shares (T,): Σ over all V symbols that could come next of e to the power of minus the loss it would
    have. right_even, mistake_even: the loss of a network that expects all V symbols alike.
    """

    right: np.ndarray
    mistake: np.ndarray
    right_shares: np.ndarray
    mistake_shares: np.ndarray
    right_even: float
    mistake_even: float
    symbols: int

    @property
    def sums(self) -> tuple[float, float, int]:
        """Both losses added up over the window, and over how many symbols."""
        known = ~np.isnan(self.right)
        return float(self.right[known].sum()), float(self.mistake[known].sum()), int(known.sum())

    @property
    def farthest(self) -> int:
        """The step at which the mistake's shares are farthest from 1."""
        return int(self.mistake_shares.argmin())


@dataclass(frozen=True)
class StepWeights:
    """What every step of an RNN is made with, by the course's letters.

    matrices: W_aa (H, H), W_ax (H, E), b_a (H, 1), W_ya (R, H), b_y (R, 1). columns: the symbols that W_ax's columns are
    for, () where x is an embedding. rows: those of W_ya's rows; of a large vocabulary only the R that the text meets.
    symbols: V. count: the number of all weights, embeddings and what is not shown among them.
    """

    matrices: dict[str, np.ndarray] = field(repr=False)
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    symbols: int
    count: int
