"""What a visitor sets in the lesson on encoder and decoder."""

from dataclasses import dataclass

from app import fields

TASKS = ("en-fr", "fr-en")
CARD = "I gave her a card in the garden."  # eight words that one vector holds
HOMEWORK = "Our teacher gave us too much homework for the holidays."  # ten that it does not
TRAIN = "When the train arrived at the station, the old man took his bag and walked home in the rain."
GIVEN = {CARD: "Je lui ai offert une carte dans le jardin."}  # as good as what is written, and not the same
MAPS = ("paraphrases", "admires", "card")
BUGS = ("none", "no_end", "own_words")
TABS = ("explain", "predict", "map", "longer", "forcing", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """What a visitor can set.

    text: what is translated; reversed: read from its last piece to its first (English only). step, unit, map: where the picture
    rests (see its `Rest`). given: a translation that the decoder is led through, "" for a person's. bug: the mistake that is on.
    """

    LOOKING = ("map",)  # chosen in the picture itself, and leaves an experiment on

    task: str = fields.choice("en-fr", TASKS)
    text: str = fields.text(CARD)
    locale: str = fields.choice("", ("",))
    reversed: bool = False
    step: int = fields.number(-1, -1, 300, rests=True)
    unit: int | None = fields.number(None, 0, 400, rests=True)
    map: str = fields.choice("paraphrases", MAPS)
    given: str = fields.text("", 600)
    bug: str = fields.choice("none", BUGS)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
