"""What a visitor sets in the lesson on the LSTM."""

from dataclasses import dataclass

from app import fields
from app.lessons.recurrent.options import PictureOptions


@dataclass(frozen=True)
class Options(PictureOptions):
    """turned: W_f and b_f negated, for the mistake (1−Γ_f). together: the step of the three cells."""

    model: str = fields.choice("shakespeare", ("shakespeare", "nested", "words"))
    peephole: bool = False
    bug: str = fields.choice("none", ("none", "one_minus_forget", "tanh_candidate"))
    turned: bool = False
    together: int = fields.number(20, 0, 5001, rests=True)
    forget_bias: float = fields.number(0.0, -6.0, 6.0)
    tab: str = fields.choice("predict", ("predict", "explain", "compare", "try", "bug", "referee", "hood"))
