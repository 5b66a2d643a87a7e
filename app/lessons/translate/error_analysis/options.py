"""What a visitor sets in the lesson on error analysis."""

from dataclasses import dataclass, field

from app import fields
from core.translate.results import WIDTHS

TASKS = ("fr-en", "en-fr")
ONLY = ("all", "search", "length", "model")
TABS = ("explain", "predict", "own_human", "wider", "bug", "referee", "hood")
NO_ROW, MOST_ROWS = -1, 999
MOST_MARKS = 10 * MOST_ROWS
MOST_LETTERS = 2000  # of a text; what is longer than the model reads or writes is refused by its pieces


@dataclass(frozen=True)
class Options:
    """What a visitor can set.

    row, step, width, alpha, only, good: where the picture rests (see its `Rest`). text, human: a visitor's own sentence and its
    translation y*; with text "" the translation takes the place of y* in the row human_of. wrongly: the mistake is on.
    """

    LOOKING = ("only", "good")  # chosen in the picture itself, and leave an experiment on

    task: str = fields.choice("fr-en", TASKS)
    text: str = fields.text("", MOST_LETTERS)
    human: str = fields.text("", MOST_LETTERS)
    human_of: int = fields.number(0, NO_ROW, MOST_ROWS)
    row: int = fields.number(0, NO_ROW, MOST_ROWS, rests=True)
    step: int = fields.number(-1, -1, 300, rests=True)
    width: int = fields.choice(1, WIDTHS)
    alpha: float = fields.number(0.7, 0.0, 1.0, rests=True)
    only: str = fields.choice("all", ONLY)
    good: tuple[int, ...] = field(default=(), metadata={"max_items": MOST_MARKS})
    wrongly: bool = False
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
