"""What is asked about the picture on screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NextLook:
    """The words of the source most looked at in one step, as their pieces' places and in the source's order.

    weights: α of each, summed over its pieces; answer: the place in ``words`` of the one looked at most.
    """

    words: tuple[tuple[int, ...], ...]
    weights: tuple[float, ...]
    answer: int


@dataclass(frozen=True)
class Childless:
    """Kept candidates of a step, from 0, of which one, at the place ``answer``, has no child that is kept."""

    step: int
    rows: tuple[int, ...]
    answer: int


@dataclass(frozen=True)
class WinnerLengths:
    """How long the first in the ranking is at α = 0 and at α = 1."""

    low: int
    high: int

    @property
    def grows(self) -> bool:
        """Whether a greater α takes a longer one."""
        return self.high > self.low


@dataclass(frozen=True)
class Wider:
    """The likeliest output of a wider search beside that of a narrower one.

    text and log_probability: the wide one's; narrow: log P of the narrow one's; compared: 1 where the wide one's is
    likelier, 0 where it is the same, −1 where it is less likely.
    """

    text: str
    log_probability: float
    narrow: float
    compared: int
