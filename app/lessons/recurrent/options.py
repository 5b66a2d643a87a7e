"""What a visitor sets in the recurrent lessons."""

from dataclasses import dataclass

from app import fields
from core.recurrent.options import hand_size
from core.recurrent.results import Pin

AGREEMENT = "The cat, which already ate, was full."
BRACKET = "the cat (near the old dogs by the tree) is small."
TABS = ("predict", "explain", "try", "bug", "referee", "hood")


@dataclass(frozen=True)
class Picture:
    """Where the picture stands: step, pinned unit, what the history shows, order of the rows, held gates."""

    text: str = fields.text(AGREEMENT)
    step: int = fields.number(20, 0, 5001, rests=True)
    unit: int | None = fields.number(None, 0, 127, rests=True)
    series: str = fields.text("", 24)
    order: str = fields.text("network", 32)
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True)
class RNNOptions(Picture):
    """The RNN's lesson. hand: the weights of a cell of ``units`` made by hand, W_aa first."""

    model: str = fields.choice("shakespeare", ("shakespeare", "nested", "words", "hand"))
    form: str = fields.choice("split", ("split", "concatenated"))
    units: int = fields.number(1, 1, 3)
    hand: tuple[float, ...] = ()
    selected: tuple[int, ...] = ()
    tab: str = fields.choice(
        "predict", ("weights", "predict", "explain", "why", "units", "loss", "try", "referee", "hood")
    )


@dataclass(frozen=True)
class GRUOptions(Picture):
    """The GRU's lesson. own: weights trained for the variant rather than the course's under its formula."""

    model: str = fields.choice("shakespeare", ("shakespeare", "nested"))
    variant: str = fields.choice("", ("", "simplified", "reset_after", "keeps"))
    own: bool = True
    bug: bool = False
    tab: str = fields.choice("predict", ("predict", "explain", "memory", "try", "bug", "referee", "hood"))


@dataclass(frozen=True)
class LSTMOptions(Picture):
    """The LSTM's lesson. turned: W_f and b_f negated, for the mistake (1−Γ_f). together: the step of the three cells."""

    model: str = fields.choice("shakespeare", ("shakespeare", "nested", "words"))
    peephole: bool = False
    bug: str = fields.choice("none", ("none", "one_minus_forget", "tanh_candidate"))
    turned: bool = False
    together: int = fields.number(20, 0, 5001, rests=True)
    forget_bias: float = fields.number(0.0, -6.0, 6.0)
    tab: str = fields.choice("predict", ("predict", "explain", "compare", "try", "bug", "referee", "hood"))


def hand_defaults(units: int) -> tuple[float, ...]:
    """A cell to begin with: its first unit counts letters, a up and b down; any further ones look at the last letter."""
    W_aa = [[1.0 if i == j == 0 else 0.0 for j in range(units)] for i in range(units)]
    W_ax = [[1.0, -1.0] if i == 0 else [2.0, -2.0] for i in range(units)]
    W_ya = [[2.0] + [0.0] * (units - 1), [-2.0] + [0.0] * (units - 1)]
    flat = [v for matrix in (W_aa, W_ax) for row in matrix for v in row]
    weights = flat + [0.0] * units + [v for row in W_ya for v in row] + [0.0, 0.0]
    assert len(weights) == hand_size(units)
    return tuple(weights)
