"""A sequence on its way through one of the five shapes: numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Chances = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Box:
    """One step of an unrolled network. reads: what comes in from outside, "" where nothing does; is_fed: it reads what was
    written one step before; writes: what comes out, "" where nothing does; chances: (symbol, probability) of the output, the
    likeliest first — where nothing comes out, of what would have come, and `would` is that in words."""

    reads: str
    writes: str
    chances: Chances = ()
    would: str = ""
    is_fed: bool = False


@dataclass(frozen=True)
class Run:
    """What a network made of an input. shape: one of `options.SHAPES`; states (T, H): a⟨t⟩ of each box, which it hands on (an LSTM
    hands on c⟨t⟩ as well); first (H,): what goes into the first; begins: what the network had read by then, "" where it is all
    zeros; T_x, T_y: how many inputs and outputs; x_size, y_size: numbers in one of each; both_ways: whether the boxes that read
    pass it to the left as well (states are then [a→, a←]); is_all: whether all that was given is read; unknown: what has no
    vector. Where the answer is P(positive): logit, of which it is σ, and without (T,), what it is with each word left out; else
    None.
    """

    shape: str
    boxes: tuple[Box, ...]
    states: np.ndarray
    first: np.ndarray
    T_x: int
    T_y: int
    x_size: int
    y_size: int
    begins: str = ""
    both_ways: bool = False
    is_all: bool = True
    unknown: tuple[str, ...] = ()
    logit: float | None = None
    without: np.ndarray | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """What came out."""
        return tuple(box.writes for box in self.boxes if box.writes)
