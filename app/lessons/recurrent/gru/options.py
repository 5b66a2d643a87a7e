"""What a visitor sets in the lesson on the GRU."""

from dataclasses import dataclass

from app import fields
from app.lessons.recurrent.options import BRACKET, PictureOptions


@dataclass(frozen=True)
class Options(PictureOptions):
    """own: weights trained for the variant rather than the course's under its formula."""

    text: str = fields.text(BRACKET)
    step: int = fields.number(38, 0, 5001, rests=True)
    unit: int | None = fields.number(48, 0, 127, rests=True)
    order: str = fields.text("hold", 32)
    model: str = fields.choice("nested", ("nested", "shakespeare"))
    variant: str = fields.choice("", ("", "simplified", "reset_after", "keeps"))
    own: bool = True
    bug: bool = False
    tab: str = fields.choice("explain", ("explain", "predict", "memory", "bug", "referee", "hood"))
