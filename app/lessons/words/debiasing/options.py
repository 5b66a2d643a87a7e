"""What a visitor sets in the lesson on debiasing."""

from dataclasses import dataclass

from app import fields

OCCUPATIONS = (
    "nurse, receptionist, homemaker, librarian, dancer, teacher, doctor, lawyer, scientist, programmer, engineer, "
    "philosopher, architect, captain"
)

PRESETS = {  # kind -> name -> words to neutralise
    "gender": {
        "occupations": OCCUPATIONS,
        "subjects": "poetry, dance, literature, novel, sculpture, drama, math, algebra, physics, chemistry, technology",
        "traits": "gentle, beautiful, emotional, lovely, stubborn, honest, brilliant, ambitious, confident, brave",
    },
    "race": {
        "news": "opera, lucky, jazz, tennis, wealthy, honest, doctor, scientist, lawyer, leader, farmer, poor, police, poverty",
        "feelings": "love, peace, freedom, happy, joy, friend, sunrise, hatred, murder, filth, poison, grief, ugly, prison",
    },
    "age": {
        "life": "skateboarding, music, fashion, computer, internet, creative, programmer, doctor, modern, healthy, wise, "
        "gardening, stubborn, knitting, bingo, wisdom, frail",
        "feelings": "love, peace, joy, laughter, pleasure, wonderful, agony, terrible, horrible, nasty, evil, war, failure",
    },
}

GENDERED = (
    "grandmother, bride, pregnant, beard, king, nurse, captain"  # words of which most have a side by their meaning
)
BOTH = OCCUPATIONS.replace("lawyer, scientist", "king, football")

FIRST_VECTORS = {"gender": "news", "race": "glove", "age": "glove"}  # those that a kind is looked at in first


@dataclass(frozen=True)
class Options:
    """text: the words on the line; pairs define the direction, `equal` are made alike ('': the lists that ship). one: the
    direction of the first pair alone. step, word: where the picture stands. count, own: the words of which is asked what
    stays."""

    vectors: str = fields.choice("news", ("news", "glove", "own"))
    kind: str = fields.choice("gender", ("gender", "race", "age"))
    text: str = fields.text(OCCUPATIONS, 600)
    pairs: str = fields.text("", 480)
    equal: str = fields.text("", 480)
    one: bool = False
    step: int = fields.number(0, 0, 2, rests=True)
    word: str = fields.text("nurse", 60, rests=True)
    count: int = fields.number(100, 20, 500)
    own: str = fields.text("", 2000)
    bug: str = fields.choice("none", ("none", "whole", "raw"))
    tab: str = fields.choice("explain", ("explain", "predict", "scores", "remaining", "soft", "bug", "referee", "hood"))
    try_: int = fields.number(1, 0, 3, rests=True)
