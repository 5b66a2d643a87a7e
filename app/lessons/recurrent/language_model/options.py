"""What a visitor sets in the lesson on language models."""

from dataclasses import dataclass

from app import fields
from core.recurrent.options import VOCABULARIES

PAIRS = {
    "know": ("I don't know the answer.", "I don't no the answer."),
    "piece": ("It was a piece of cake.", "It was a peace of cake."),
    "pear": ("The apple and pear salad", "The apple and pair salad"),
}
FAR = ("One of my best friends is from Canada.", "One of my best friends are from Canada.")
BUGS = ("none", "unk_free", "compare")
STEPS = 64
TABS = ("explain", "predict", "letters", "free", "vocabulary", "pairs", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """a, b: two sentences. models: which are drawn. size: of the word model's vocabulary. step: so many words are read.

    free: b is what the model writes by itself after the first ``given`` words of a. bug: a mistake on show.
    """

    LOOKING = ("models",)

    a: str = fields.text(PAIRS["know"][0])
    b: str = fields.text(PAIRS["know"][1])
    models: str = fields.choice("both", ("words", "letters", "both"))
    size: int = fields.number(VOCABULARIES[-1], VOCABULARIES[0], VOCABULARIES[-1], rests=True)
    step: int = fields.number(3, 0, STEPS, rests=True)
    free: bool = False
    given: int = fields.number(3, 0, STEPS)
    bug: str = fields.choice("none", BUGS)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
