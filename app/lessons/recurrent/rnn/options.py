"""What a visitor sets in the lesson on the recurrent step."""

from dataclasses import dataclass

from app import fields
from app.lessons.recurrent.options import PAPER, PictureOptions

RATES, STEPS, UNITS = (0.001, 0.01, 0.05, 0.2, 1.0), (100, 300, 600), (4, 8, 16, 32)  # of a training that is watched


@dataclass(frozen=True)
class Options(PictureOptions):
    """hand: the weights of a cell of ``units`` made by hand, W_aa first. loss: the right formula, or a mistake.

    cell: the weight that is pinned where they are drawn. rate, steps, size, seed: of the training that is watched.
    """

    LOOKING = (*PictureOptions.LOOKING, "units", "hand", "cell")

    text: str = fields.text(PAPER)
    step: int = fields.number(2, 0, 5001, rests=True)
    unit: int | None = fields.number(0, 0, 127, rests=True)
    model: str = fields.choice("hand", ("hand", "shakespeare", "nested", "words"))
    form: str = fields.choice("split", ("split", "concatenated"))
    units: int = fields.number(1, 1, 3)
    hand: tuple[float, ...] = ()
    cell: str = fields.text("", 24, rests=True)
    rate: float = fields.choice(0.05, RATES)
    steps: int = fields.choice(300, STEPS)
    size: int = fields.choice(16, UNITS)
    seed: int = fields.number(1, 0, 9999)
    selected: tuple[int, ...] = ()
    loss: str = fields.choice("right", ("right", "mistake"))
    tab: str = fields.choice(
        "explain", ("explain", "predict", "weights", "learn", "why", "units", "loss", "referee", "hood")
    )
