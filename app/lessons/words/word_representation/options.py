"""What a visitor sets in the lesson on one-hot vectors and embeddings."""

from dataclasses import dataclass

from app import fields
from core.words.options import TASKS

PRESETS = {"orange": "orange", "king": "king", "juice": "juice", "sentence": "I want a glass of orange juice"}
SIZES = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
AXES = "gender, royal, age, food, size"
AXIS_NAMES = ("gender", "royal", "age", "food", "size", "warmth", "praise", "wealth")
TABLE = "man woman king queen apple"
RULER = "blue red juice lemon fruit apple car king man"
SENSES = {"bank": "bank money river", "orange": "orange red lemon", "mouse": "mouse rat keyboard"}
SENTENCES = {"feelings": "The cook was superb.", "emoji": "We won the match."}
BUGS = ("none", "size", "alike")
TABS = ("explain", "predict", "clocks", "own_axes", "senses", "few", "faces", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """text: the visitor's words. axes, table, ruler: the axes and words of the table, the words of the ruler, as typed.

    word: the open one; "" is the first of the text. size: V. step: the columns that have been multiplied, −1 is all.
    senses: a word and two words for its senses. task, labels, draw, sentence: what is learnt from how many labels, which draw
    of them, and the sentence that is judged; "" is one that fits the task. try_: the experiment that is on.
    """

    text: str = fields.text("orange")
    vectors: str = fields.choice("glove", ("glove", "news", "own"))
    size: int = fields.number(10_000, SIZES[0], SIZES[-1], rests=True)
    word: str = fields.text("", 60, rests=True)
    step: int = fields.number(-1, -1, 100, rests=True)
    axes: str = fields.text(AXES)
    table: str = fields.text(TABLE, 300)
    ruler: str = fields.text(RULER, 400)
    senses: str = fields.text(SENSES["bank"], 200)
    task: str = fields.choice("feelings", TASKS)
    labels: int = fields.number(50, 10, 200)
    draw: int = fields.number(1, 1, 10)
    sentence: str = fields.text("", 300)
    bug: str = fields.choice("none", BUGS)
    try_: int = fields.number(1, 0, 3, rests=True)
    tab: str = fields.choice("explain", TABS)
