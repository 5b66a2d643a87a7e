"""The questions of the lesson on hierarchical softmax."""

from __future__ import annotations

from app.lessons.words.hierarchical_softmax import compute
from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.options import Options
from app.lessons.words.hierarchical_softmax.view import word_of
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Walked | None) -> None:
    """The questions of the text, then two on the small tree while it is drawn: the likeliest leaf, and the least sure turn."""
    live = []
    options = lesson.state
    if shown is not None and options.scale == "small":
        word = word_of(options, shown)
        found = compute.likeliest_leaf(shown, options.tree)
        if found is not None:
            names, right = found
            values = {"centre": shown.river.centre, "likeliest": names[right]}
            live.append(Question("live-likeliest", right, names, f"{options.words} {options.tree} {values}", values))
        turns = compute.leakiest_turn(shown, options.tree, word)
        if turns is not None:
            names, right = turns
            values = {"centre": shown.river.centre, "word": word, "turn": names[right]}
            live.append(Question("live-turn", right, names, f"{options.words} {options.tree} {values}", values))
    checks.ask_in_turn(lesson, live)
