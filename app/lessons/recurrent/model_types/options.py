"""What a visitor sets in the lesson on the shapes of sequence models."""

from dataclasses import dataclass

from app import fields
from core.recurrent.options import SHAPES

STARTS = {  # inputs of each shape; the first is what one begins with
    "one_one": ("loved", "awful", "chair"),
    "one_many": ("M", "J", "B"),
    "many_one": (
        "The food was not bad at all",
        "The food was not good at all",
        "Great, another phone that dies in an hour",
    ),
    "many_many": (
        "Maria works for Siemens in Berlin",
        "Teddy Roosevelt was a great president",
        "Anna Kowalska flew to Lisbon with the Beatles",
    ),
    "n_m": ("3 Mar 2021", "samedi 9 mai 1998", "29. Februar 2024"),
}
FIELDS = {"one_one": "word", "one_many": "letter", "many_one": "text", "many_many": "sentence", "n_m": "date"}
ENGLISH = ("The white house is big.", "I like red wine.", "I am cold.")  # to be translated
BUGS = ("none", "padded", "translate")
LAST_SEED, LAST_STEP, MOST_PADS = 9999, 199, 30
TABS = ("explain", "predict", "tasks", "review", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """shape: the one that is open. text, sentence, word, letter, date: what goes into each, as `FIELDS` says. seed: of the name
    that is written. step: the box that is open, from 0; beyond the last it is the last. bug: a mistake on show. pads: steps of
    nothing behind the text. english: what is to be translated."""

    shape: str = fields.choice("many_one", SHAPES)
    text: str = fields.text(STARTS["many_one"][0])
    sentence: str = fields.text(STARTS["many_many"][0])
    word: str = fields.text(STARTS["one_one"][0])
    letter: str = fields.text(STARTS["one_many"][0])
    date: str = fields.text(STARTS["n_m"][0])
    seed: int = fields.number(1, 1, LAST_SEED)
    step: int = fields.number(LAST_STEP, 0, LAST_STEP, rests=True)
    bug: str = fields.choice("none", BUGS)
    pads: int = fields.number(12, 1, MOST_PADS)
    english: str = fields.text(ENGLISH[0])
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
