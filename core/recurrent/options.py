"""What a visitor may choose about a recurrent model: plain values, without torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelKey:
    """What a visitor chose.

    family: what it was trained on, or "hand". variant: "" for the course's form, else a key of ``zoo.FORMS``.
    own_weights: weights trained for the variant, where there are some; else the course's weights under its formula.
    turned: for ``keeps`` and ``one_minus_forget``, the gate's weights turned round, so that the formula is right again.
    forget_bias: added to b_f. hand: units and weights of a cell made by hand, as ``zoo.hand_model`` takes them.
    """

    cell: str
    family: str = "shakespeare"
    variant: str = ""
    own_weights: bool = True
    turned: bool = False
    forget_bias: float = 0.0
    hand: tuple[float, ...] = ()


def hand_shapes(units: int) -> dict[str, tuple[int, int]]:
    """The weights of a cell made by hand, for the letters a and b, in the order in which ``zoo.hand_model`` takes them."""
    return {"W_aa": (units, units), "W_ax": (units, 2), "b_a": (units, 1), "W_ya": (2, units), "b_y": (2, 1)}


def hand_size(units: int) -> int:
    """How many weights a cell of H units made by hand has."""
    return sum(rows * columns for rows, columns in hand_shapes(units).values())


def hand_names(units: int) -> list[str]:
    """The weights' names in that order, row by row, such as W_aa[2,1], counted from 1."""
    return [
        f"{name}[{row + 1},{column + 1}]" if columns > 1 or name[0] == "W" else f"{name}[{row + 1}]"
        for name, (rows, columns) in hand_shapes(units).items()
        for row in range(rows)
        for column in range(columns)
    ]
