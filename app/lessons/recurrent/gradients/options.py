"""What a visitor sets in the lesson on gradients."""

from dataclasses import dataclass

from app import fields
from core.recurrent.options import REACH_LETTERS

TEXTS = {  # of the made language; the first is what one begins with
    "far": "the birds (near the dog by the tree of the old king) are small.",
    "near": "the cats (near the dog) are old.",
    "bracket": "the cat [near the old dogs by the tree of the red king] is small.",
    "quote": 'the king "of the songs near the good birds by the tree" is old.',
}
PIN, LOOK = TEXTS["far"].index(" are ") + 2, TEXTS["far"].index(" (")  # the “a” of “are”, the “s” of “birds”
RADII = (0.0, 0.5, 0.9, 1.0, 1.1, 1.5, 2.0, 3.0, 5.0, 8.0, 12.0)  # of W_aa; 0 is its own
BY = ("state", "activation", "letter")
RATES, LIMITS = (1.0, 2.0, 4.0, 8.0), (0.05, 0.25, 1.0, 5.0)  # of the training that diverges
TABS = ("explain", "predict", "radius", "by_unit", "clipping", "diverge", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """pin: the letter whose loss it is; look: the earlier one that is looked at. by: gradients by what. radius: to which an RNN's
    W_aa is scaled, 0 for its own. cell: whose units are shown. limit: of the cliff, g1 and g2 the parts of a gradient to be
    clipped; rate, theta, seed: of the training that diverges. bug, cure: the mistake that is on, and at which limit."""

    text: str = fields.text(TEXTS["far"])
    weights: str = fields.choice("trained", ("trained", "fresh"))
    by: str = fields.choice("state", BY)
    radius: float = fields.choice(0.0, RADII)
    pin: int = fields.number(PIN, 1, REACH_LETTERS, rests=True)
    look: int = fields.number(LOOK, 0, REACH_LETTERS, rests=True)
    cell: str = fields.choice("lstm", ("rnn", "gru", "lstm"))
    limit: float = fields.number(0.5, 0.1, 5.0)
    g1: float = fields.number(10.0, -20.0, 20.0)
    g2: float = fields.number(1.0, -20.0, 20.0)
    rate: float = fields.choice(4.0, RATES)
    theta: float = fields.choice(0.25, LIMITS)
    seed: int = fields.number(1, 0, 9999)
    bug: str = fields.choice("none", ("none", "cures"))
    cure: float = fields.number(0.1, 0.01, 10.0)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
