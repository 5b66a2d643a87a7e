"""The questions of the lesson on negative sampling."""

from __future__ import annotations

from app.lessons.words.negative_sampling import compute
from app.lessons.words.negative_sampling.options import Options
from app.lessons.words.negative_sampling.view import pair_of
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.words.results import Drawn


def predict(lesson: Lesson[Options], shown: Drawn | None) -> None:
    """The questions of the text, then one on the words that are drawn."""
    live = []
    if shown is not None:
        options = lesson.state
        found = compute.hardest(shown, pair_of(options, shown), compute.exponent_place(options), options.k)
        if found is not None:
            names, right = found
            values = {"centre": shown.tokens[shown.centre], "hardest": names[right]}
            about = f"{options.moment} {options.seed} {options.exponent} {options.k} {values} {names}"
            live.append(Question("live-hardest", right, names, about, values))
    checks.ask_in_turn(lesson, live)
