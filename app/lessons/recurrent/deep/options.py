"""What a visitor sets in the lesson on deep networks."""

from dataclasses import dataclass

from app import fields
from core.recurrent.options import CELLS, DEPTHS, PROPERTIES

TEXTS = {
    "king": 'the king of "the small birds by the tree" is old.',
    "cats": "the cats (near the dog [by the old tree]) are small.",
    "shakespeare": "The raven himself is hoarse that croaks the fatal entrance of Duncan.",
}
SENTENCES = {
    "mark": "Mark the page with a pencil.",
    "twain": "Mark Twain grew up on the Mississippi.",
    "florence": "Florence Nightingale nursed the wounded.",
}
LETTERS = 160
BUGS = ("none", "deeper", "dropout")
TABS = ("explain", "predict", "knows", "reacts", "times", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """text: what the letters' networks read; words: what those read that read both ways. cell, layers: which network; both: read
    both ways. step: letters that have been read; layer, unit: the row that is pinned, layer 0 for none; asked: what the probes are
    asked. bug: the mistake that is on; rate, seed: of dropout. again: how often the steps have been timed."""

    text: str = fields.text(TEXTS["king"])
    words: str = fields.text(SENTENCES["mark"])
    cell: str = fields.choice("gru", CELLS)
    layers: int = fields.choice(3, DEPTHS)
    both: bool = False
    step: int = fields.number(42, 1, LETTERS, rests=True)
    layer: int = fields.number(3, 0, DEPTHS[-1], rests=True)
    unit: int = fields.number(20, 0, 999, rests=True)
    asked: str = fields.choice("next", PROPERTIES)
    bug: str = fields.choice("none", BUGS)
    rate: float = fields.number(0.25, 0.05, 0.75)
    seed: int = fields.number(1, 0, 9999)
    again: int = fields.number(0, 0, 99)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
