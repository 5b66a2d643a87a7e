"""What a visitor sets in the lesson on GloVe."""

from dataclasses import dataclass

from app import fields

SENTENCE = "I want a glass of orange juice to go along with my cereal"
PRESETS = {
    "juice": SENTENCE,
    "father": "the father and the mother of the young king had a son and a daughter",
    "river": "the river is a tributary of the mississippi and flows south through arkansas",
}
STEP = 30  # "juice" of the sentence, once the text is counted
ASKED = "juice, father, river"
RATIOS = {
    "water": "water air: salt open hot act",
    "red": "red green: cells olive brownish made",
    "sea": "sea river: coast flows east often",
    "ice": "ice steam: solid engine water fashion",
}
CORPORA = ("wordnet", "shakespeare", "own")
BUGS = ("none", "axes", "offset", "zero")
TABS = ("explain", "predict", "ratios", "against", "own_text", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """text: the sentence that is counted on top of the text; corpus: the text that is trained on.

    step, row, column, moment, ratios: where the picture rests (see its `Rest`). window, harmonic, symmetric, x_max: how words are
    counted and weighed, in the picture at once and in the next training. dimension, epochs, seed: of that training. asked: the
    words whose neighbours are shown. about: two words and the probe words of their ratios. bug: the mistake that is on; axis,
    unmet: which axis, and which word, it is shown at. try_: the experiment that is on.
    """

    text: str = fields.text(SENTENCE)
    corpus: str = fields.choice("wordnet", CORPORA)
    step: int = fields.number(STEP, -1, 200, rests=True)
    row: str = fields.text("juice", 60, rests=True)
    column: str = fields.text("orange", 60, rests=True)
    moment: int = fields.number(-1, -1, 20, rests=True)
    window: int = fields.number(10, 1, 10, rests=True)
    harmonic: bool = False
    symmetric: bool = True
    x_max: float = fields.number(100.0, 1.0, 1000.0, rests=True)
    ratios: str = fields.choice("paper", ("paper", "text"))
    dimension: int = fields.number(50, 2, 100)
    epochs: int = fields.number(15, 1, 100)
    seed: int = fields.number(1, 0, 9999)
    asked: str = fields.text(ASKED, 200)
    about: str = fields.text(RATIOS["water"], 200)
    axis: int = fields.number(7, 1, 100)
    unmet: str = fields.text("juice", 60)
    bug: str = fields.choice("none", BUGS)
    try_: int = fields.number(1, 0, 3, rests=True)
    tab: str = fields.choice("explain", TABS)
