"""What a visitor sets in the lesson on the GRU."""

from dataclasses import dataclass

from app import fields
from app.lessons.recurrent.options import BRACKET, PictureOptions


@dataclass(frozen=True)
class Options(PictureOptions):
    """own: weights trained for the variant rather than the course's under its formula.

    place, letter: the step whose letter is swapped, and for which. since: the step whose memory is followed along its road.
    None and "" for what the lesson chooses.
    """

    text: str = fields.text(BRACKET)
    step: int = fields.number(38, 0, 5001, rests=True)
    unit: int | None = fields.number(48, 0, 127, rests=True)
    order: str = fields.text("hold", 32)
    model: str = fields.choice("nested", ("nested", "shakespeare"))
    variant: str = fields.choice("", ("", "simplified", "reset_after", "keeps"))
    own: bool = True
    bug: bool = False
    place: int | None = fields.number(None, 0, 5001)
    letter: str = fields.text("", 8)
    since: int | None = fields.number(None, 0, 5001)
    tab: str = fields.choice("explain", ("explain", "predict", "memory", "bug", "referee", "hood"))
