"""What a visitor sets in the lesson on skip-gram."""

from dataclasses import dataclass

from app import fields

SENTENCE = "I want a glass of orange juice to go along with my cereal"
PRESETS = {
    "juice": SENTENCE,
    "father": "the father and the mother of the young king had a son and a daughter",
    "river": "the river is a tributary of the mississippi and flows south through arkansas",
}
CENTRE, PAIR = 5, 1  # orange, and juice beside it
ASKED = "juice, father, river"
CORPORA = ("wordnet", "shakespeare", "own")
VOCABULARIES = (1000, 2000, 4000, 8000)
SUBSAMPLES = (0.0, 1e-5, 1e-4, 1e-3)
BUGS = ("none", "rows", "tied")
TABS = ("explain", "predict", "variants", "frequent", "cost", "own_text", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """corpus: the text that is trained on; text: the sentence that the window passes over.

    method to seed: as in core's LearningConfig; vocabulary: its most. plane: the side the map is seen from. moment, centre,
    pair, asked: where the picture rests (see its `Rest`). bug: the mistake that is on. try_: the experiment that is on.
    """

    corpus: str = fields.choice("wordnet", CORPORA)
    text: str = fields.text(SENTENCE)
    window: int = fields.number(5, 1, 10)
    dimension: int = fields.number(50, 2, 100)
    method: str = fields.choice("skip", ("skip", "cbow"))
    output: str = fields.choice("negative", ("negative", "softmax"))
    negative: int = fields.number(5, 1, 20)
    epochs: int = fields.number(10, 1, 30)
    subsample: float = fields.choice(1e-3, SUBSAMPLES)
    vocabulary: int = fields.choice(8000, VOCABULARIES)
    seed: int = fields.number(1, 0, 9999)
    plane: str = fields.choice("groups", ("groups", "pca"))
    moment: int = fields.number(-1, -1, 100, rests=True)
    centre: int = fields.number(CENTRE, 0, 100, rests=True)
    pair: int = fields.number(PAIR, -10, 10, rests=True)
    asked: str = fields.text(ASKED, 200, rests=True)
    bug: str = fields.choice("none", BUGS)
    try_: int = fields.number(1, 0, 3, rests=True)
    tab: str = fields.choice("explain", TABS)
