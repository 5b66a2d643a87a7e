"""What a visitor sets in the lesson on hierarchical softmax."""

from dataclasses import dataclass

from app import fields

PRESETS = {  # words, a centre that says something of them, and the leaf to walk to
    "table": (
        "the on he she has you water river music king sun wine meat glass apple juice cheese soup",
        "orange",
        "juice",
    ),
    "court": (
        "the his he she you son father mother king brother daughter castle sister wife church child horse prince",
        "queen",
        "king",
    ),
    "music": (
        "the his he church dance piano song play voice book river king water film composer concert rock guitar",
        "music",
        "dance",
    ),
    "river": (
        "the in he you city sea water mountain lake bridge flows mississippi boat town book music king fish",
        "river",
        "mississippi",
    ),
}
WORDS, CENTRE, WORD = PRESETS["table"]
BUGS = ("none", "softmax", "likeliest")
TABS = ("explain", "predict", "depths", "trained", "timed", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """centre: the word that is given; words: the leaves of the small tree; word: the leaf that is walked to.

    scale: the small tree or the real one; tree: Huffman's or the balanced one; step: how many turns are taken, −1 is all.
    asked: the words whose depths are looked up. bug: the mistake that is on. try_: the experiment that is on.
    """

    centre: str = fields.text(CENTRE)
    words: str = fields.text(WORDS)
    word: str = fields.text(WORD, 60, rests=True)
    scale: str = fields.choice("small", ("small", "real"))
    tree: str = fields.choice("huffman", ("huffman", "balanced"))
    step: int = fields.number(-1, -1, 60, rests=True)
    asked: str = fields.text("the, water, juice, lemon", 200)
    bug: str = fields.choice("none", BUGS)
    try_: int = fields.number(1, 0, 3, rests=True)
    tab: str = fields.choice("explain", TABS)
