"""What a visitor sets in every recurrent lesson: the text, and where the picture stands."""

from dataclasses import dataclass

from app import fields
from core.recurrent.options import hand_size
from core.recurrent.results import Pin

AGREEMENT = "The cat, which already ate, was full."
BRACKET = "the cat (near the old dogs by the tree) is small."
PAPER = "aabab"  # for the cell made by hand
PLURAL = "the cats (near the dog) are old."


@dataclass(frozen=True)
class PictureOptions:
    """Where the picture stands: step, pinned unit, what the history shows, order of the rows, held gates.

    try_: the experiment that is on.
    """

    LOOKING = ("series", "order", "pins")  # what is set in the picture itself, and leaves an experiment on

    text: str = fields.text(AGREEMENT)
    step: int = fields.number(20, 0, 5001, rests=True)
    unit: int | None = fields.number(None, 0, 127, rests=True)
    series: str = fields.text("", 24)
    order: str = fields.text("network", 32)
    pins: tuple[Pin, ...] = ()
    try_: int = fields.number(1, 0, 3, rests=True)


def hand_defaults(units: int) -> tuple[float, ...]:
    """A cell to begin with: its first unit counts letters, a up and b down; any further ones look at the last letter."""
    W_aa = [[1.0 if i == j == 0 else 0.0 for j in range(units)] for i in range(units)]
    W_ax = [[1.0, -1.0] if i == 0 else [2.0, -2.0] for i in range(units)]
    W_ya = [[2.0] + [0.0] * (units - 1), [-2.0] + [0.0] * (units - 1)]
    flat = [v for matrix in (W_aa, W_ax) for row in matrix for v in row]
    weights = flat + [0.0] * units + [v for row in W_ya for v in row] + [0.0, 0.0]
    assert len(weights) == hand_size(units)
    return tuple(weights)
