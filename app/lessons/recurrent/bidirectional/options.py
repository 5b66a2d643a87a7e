"""What a visitor sets in the lesson on reading both ways."""

from dataclasses import dataclass

from app import fields

PAIRS = {  # a sentence, and one that begins with the same words
    "mark": ("Mark the page with a pencil.", "Mark Twain grew up on the Mississippi."),
    "teddy": ("Teddy Roosevelt was a great president.", "Teddy bears are on sale."),
    "florence": ("Florence is full of tourists in summer.", "Florence Nightingale nursed the wounded."),
    "victoria": (
        "She told us about Victoria Hughes, who runs the shop.",
        "She told us about Victoria Falls, which she had seen in Zambia.",
    ),
}
TEXTS = tuple(text for pair in PAIRS.values() for text in pair)
WORDS = 40
ZERO = ("none", "left", "right")
FILLINGS = ("zeros", "word")
BUGS = ("none", "language_model", "padded")
TABS = ("explain", "predict", "sides", "waiting", "forward", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """text: the sentence; other: one that begins alike, beside which it is held. step: so many words each side has read; word: the
    one that is looked at, from 0; zero: the side that is set to 0. bug: the mistake that is on; pads, filling: steps behind the
    sentence, and what stands there; seed: of the network that reads the answer."""

    text: str = fields.text(PAIRS["mark"][0])
    other: str = fields.text(PAIRS["mark"][1])
    step: int = fields.number(WORDS, 0, WORDS, rests=True)
    word: int = fields.number(0, 0, WORDS - 1, rests=True)
    zero: str = fields.choice("none", ZERO)
    bug: str = fields.choice("none", BUGS)
    pads: int = fields.number(8, 0, 30)
    filling: str = fields.choice("zeros", FILLINGS)
    seed: int = fields.number(1, 0, 9999)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
