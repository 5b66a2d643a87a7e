"""What a visitor sets in the lesson on negative sampling."""

from dataclasses import dataclass

from app import fields

SENTENCE = "I want a glass of orange juice to go along with my cereal"
PRESETS = {
    "juice": SENTENCE,
    "father": "the father and the mother of the young king had a son and a daughter",
    "river": "the river is a tributary of the mississippi and flows south through arkansas",
}
CENTRE, PAIR, SEED = 5, 3, 198  # orange, juice beside it, and darts of which one hits a true neighbour
BEGINS = {
    SENTENCE: (CENTRE, PAIR),
    PRESETS["father"]: (1, 3),
    PRESETS["river"]: (1, 3),
}  # centre and pair of each preset
MOMENT = {"end": -1, "reading": 3, "before": 0}  # of the thirteen that ship
MOMENTS = tuple(MOMENT)
THROWN = (100, 1000, 10_000, 100_000)
BUGS = ("none", "share", "side", "true")
TABS = ("explain", "predict", "darts", "exponent", "how_many", "timed", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """text: the sentence; centre: the place of its word that guesses; window: neighbours to each side.

    pair: which of the true pairs; exponent: of the counts; k: words drawn; step: how far the picture is, −1 is all.
    seed: of the darts. moment: of the training that ships. thrown, throw: darts that are counted, and their seed.
    bug: the mistake that is on. try_: the experiment that is on.
    """

    text: str = fields.text(SENTENCE)
    window: int = fields.number(3, 1, 10)
    moment: str = fields.choice("end", MOMENTS)
    seed: int = fields.number(SEED, 0, 9999)
    centre: int = fields.number(CENTRE, 0, 100, rests=True)
    pair: int = fields.number(PAIR, 0, 100, rests=True)
    exponent: float = fields.number(0.75, 0.0, 1.0, rests=True)
    k: int = fields.number(4, 1, 20, rests=True)
    step: int = fields.number(-1, -1, 100, rests=True)
    thrown: int = fields.choice(10_000, THROWN)
    throw: int = fields.number(1, 0, 9999)
    bug: str = fields.choice("none", BUGS)
    try_: int = fields.number(1, 0, 3, rests=True)
    tab: str = fields.choice("explain", TABS)
