"""What a visitor sets in the lesson on beam search."""

from dataclasses import dataclass

from app import fields
from core.translate.options import WIDEST

TASKS = ("fr-en", "en-fr")
ASTRAY = "Le voleur s'est enfui avant l'arrivée de la police."  # greedy ends in a far less likely sentence
RANKED = "Je voudrais deux billets pour la séance de huit heures."  # of a beam of 10, α = 0 and 1 take different ones
LONG = {
    "fr-en": "La ville où j'ai grandi a tellement changé que j'ai du mal à retrouver la maison où nous habitions.",
    "en-fr": "The town where I grew up has changed so much that I can hardly find the house where we used to live.",
}
WIDTHS = (1, 2, 5, 10, 20, 50)
BUGS = ("none", "overflow", "punish")
STEPS = 200
TABS = ("explain", "predict", "ways", "logs", "widths", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """The lesson on beam search. step: so many are shown; column, row: the pinned candidate, −1 for none.

    alpha: ranks what is finished. products: probabilities instead of logs. temperature, seed: of sampling; given: the
    visitor's own translation; story: the text of which all probabilities are multiplied, '' for the one that is there.
    words, longest, small: the small language of the referee, how long its sentences, its seed.
    """

    task: str = fields.choice("fr-en", TASKS)
    text: str = fields.text(ASTRAY)
    locale: str = fields.choice("", ("",))
    width: int = fields.number(3, 1, WIDEST)
    alpha: float = fields.number(0.7, 0.0, 1.0, rests=True)
    step: int = fields.number(4, 0, STEPS, rests=True)
    column: int = fields.number(-1, -1, STEPS, rests=True)
    row: int = fields.number(-1, -1, 4 * WIDEST, rests=True)
    products: bool = False
    temperature: float = fields.number(1.0, 0.1, 2.0)
    seed: int = fields.number(1, 0, 9999)
    given: str = fields.text("", 600)
    story: str = fields.text("", 3000)
    words: int = fields.number(4, 2, 5)
    longest: int = fields.number(6, 2, 6)
    small: int = fields.number(71, 0, 9999)
    bug: str = fields.choice("none", BUGS)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
