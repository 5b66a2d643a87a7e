"""What a visitor sets in the lesson on the recurrent step."""

from dataclasses import dataclass

from app import fields
from app.lessons.recurrent.options import PictureOptions


@dataclass(frozen=True)
class Options(PictureOptions):
    """hand: the weights of a cell of ``units`` made by hand, W_aa first."""

    model: str = fields.choice("shakespeare", ("shakespeare", "nested", "words", "hand"))
    form: str = fields.choice("split", ("split", "concatenated"))
    units: int = fields.number(1, 1, 3)
    hand: tuple[float, ...] = ()
    selected: tuple[int, ...] = ()
    tab: str = fields.choice(
        "predict", ("weights", "predict", "explain", "why", "units", "loss", "try", "referee", "hood")
    )
