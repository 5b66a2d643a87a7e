"""What a small training leaves: its weights on the way, and what a text shows of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Learned:
    """A training of an RNN, frame by frame.

    steps (F,): after how many steps each frame was taken, 0 for before the first. losses (S,): of every step, in nats a
    symbol, on the sentences of that step before it learns from them. weights: W_aa, W_ax, b_a, W_ya and b_y, (F, …) each.
    symbols: the vocabulary.
    """

    steps: np.ndarray
    losses: np.ndarray
    weights: dict[str, np.ndarray] = field(repr=False)
    symbols: tuple[str, ...]


@dataclass(frozen=True)
class Watched:
    """A text read with the weights of every frame.

    tokens: the T symbols. a (F, T, H). p_next (F, T − 1): the probability of the symbol that really came next. loss (F,):
    mean −log of it, in nats. written: what the network writes by itself in each frame, drawn with the same random numbers.
    """

    tokens: tuple[str, ...]
    a: np.ndarray
    p_next: np.ndarray
    loss: np.ndarray
    written: tuple[str, ...]
