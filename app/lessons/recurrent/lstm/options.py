"""What a visitor sets in the lesson on the LSTM."""

from dataclasses import dataclass

from app import fields
from app.lessons.recurrent.options import PLURAL, PictureOptions


@dataclass(frozen=True)
class Options(PictureOptions):
    """thrifty: the small LSTM of the made language that was trained to write seldom.

    turned: W_f and b_f negated, for the mistake (1−Γ_f). together: the step of the three cells."""

    text: str = fields.text(PLURAL)
    step: int = fields.number(24, 0, 5001, rests=True)
    unit: int | None = fields.number(39, 0, 127, rests=True)
    order: str = fields.text("hold", 32)
    model: str = fields.choice("nested", ("nested", "shakespeare", "words"))
    peephole: bool = False
    thrifty: bool = False
    bug: str = fields.choice("none", ("none", "one_minus_forget", "tanh_candidate"))
    turned: bool = False
    together: int = fields.number(24, 0, 5001, rests=True)
    forget_bias: float = fields.number(0.0, -6.0, 6.0)
    tab: str = fields.choice("explain", ("explain", "predict", "compare", "bug", "referee", "hood"))
