"""What a visitor sets in the lesson on the GRU."""

from dataclasses import dataclass

from app import fields
from app.lessons.recurrent.options import PictureOptions


@dataclass(frozen=True)
class Options(PictureOptions):
    """own: weights trained for the variant rather than the course's under its formula."""

    model: str = fields.choice("shakespeare", ("shakespeare", "nested"))
    variant: str = fields.choice("", ("", "simplified", "reset_after", "keeps"))
    own: bool = True
    bug: bool = False
    tab: str = fields.choice("predict", ("predict", "explain", "memory", "try", "bug", "referee", "hood"))
