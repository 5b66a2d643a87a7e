"""What a visitor sets in the lesson on image captioning."""

from dataclasses import dataclass

from app import fields
from core.captions.options import ATTEND, LONGEST, MADE, PLACES, WAYS, WIDEST, CaptionConfig

OWN = "own"
PRESETS = ("cameraman", "two_dogs", "moose", "stream")
PHOTOS = (*PRESETS, *MADE, OWN)
WIDTHS = (1, 2, 3, 5, 10)  # of the beam, to choose from
MISTAKES = ("none", "fluent", "scaled")
LONGEST_SENTENCE, MOST_LAID = 200, 30  # letters and words of a visitor's sentence
LONGEST_GIVEN = 400  # letters: more than the longest words have together, as many as are written
ANEW = {"given": "", "held": None, "step": None, "place": None, "branch": 0}  # for another picture, or another way
TABS = ("explain", "predict", "ways", "regions", "nothing", "scored", "bug", "referee", "hood")


@dataclass(frozen=True)
class Held:
    """The light held on a place, 0 to 48 row by row, from a step on."""

    step: int = fields.number(0, 0, LONGEST - 1)
    place: int = fields.number(0, 0, PLACES - 1)


@dataclass(frozen=True)
class Options:
    """photo: which picture. way: how it goes into the decoder. width and alpha: of the beam.

    given: words that the visitor began the sentence with, from which it is written on. held: where the light was held.
    step: the word that is written, None for the last that names a thing; place: the place that is pinned; branch: which
    sentence of the beam. sentence: what is laid over the places; empty: the sentence on screen.
    """

    LOOKING = ("given", "held", "sentence")  # set while one looks, and leave an experiment on

    photo: str = fields.choice(PRESETS[0], PHOTOS)
    way: str = fields.choice(ATTEND, WAYS)
    width: int = fields.number(3, 1, WIDEST)
    alpha: float = fields.number(0.7, 0.0, 1.5)
    given: str = fields.text("", LONGEST_GIVEN)
    held: Held | None = None
    sentence: str = fields.text("", LONGEST_SENTENCE)
    step: int | None = fields.number(None, 0, LONGEST, rests=True)
    place: int | None = fields.number(None, 0, PLACES - 1, rests=True)
    branch: int = fields.number(0, 0, WIDEST, rests=True)
    wrongly: str = fields.choice("none", MISTAKES)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)

    @property
    def config(self) -> CaptionConfig:
        """How sentences are searched; all that the beam has left are given."""
        return CaptionConfig(self.width, self.alpha, self.width)
