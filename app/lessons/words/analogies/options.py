"""What a visitor sets in the lesson on analogies."""

from dataclasses import dataclass

from app import fields

PARIS = "paris - france + poland"  # of those that were measured, its sum comes nearest to its answer, on the plane and off it
KING = "king - man + woman"
AXIS_NAMES = ("gender", "royal", "age", "food", "size", "warmth", "praise", "wealth")
AXIS_WORDS = "king queen prince princess man woman boy girl grandfather grandmother baby"

PRESETS = {
    "glove": (PARIS, KING, "walking - walked + swam", "japan + car"),
    "news": (KING, "walking - walked + swam", "bigger - big + cold", "kitten - cat + dog"),
}


@dataclass(frozen=True)
class Options:
    """text: the equation. bug: its own words may answer. pinned: the answer whose numbers show.

    axis_x, axis_y, pairs: the axes on which `words` are placed; "own" is made of `pairs`. try_: the experiment that is on.
    """

    text: str = fields.text(PARIS)
    vectors: str = fields.choice("glove", ("glove", "news", "own"))
    method: str = fields.choice("add", ("add", "mul", "euclid"))
    bug: bool = False
    pinned: str = fields.text("", 60, rests=True)
    axis_x: str = fields.choice("gender", (*AXIS_NAMES, "own"))
    axis_y: str = fields.choice("age", (*AXIS_NAMES, "own"))
    pairs: str = fields.text("land sea, road canal", 400)
    words: str = fields.text(AXIS_WORDS, 400)
    try_: int = fields.number(1, 0, 3, rests=True)
    tab: str = fields.choice("explain", ("explain", "predict", "axes", "measured", "bug", "vectors", "referee", "hood"))


def typeset(text: str) -> str:
    """An equation with true minus signs."""
    return text.replace(" - ", " − ")
