"""The questions of the lesson on skip-gram."""

from __future__ import annotations

from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.live import Run
from app.lessons.words.skip_gram.options import Options
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson

ASKED = ("brother", "milk", "owl")  # words whose neighbours are not on the screen at first


def predict(lesson: Lesson[Options], run: Run) -> None:
    """The questions of the text, then one on the training that is shown, once it is done."""
    live = []
    if run.shown.learned.done:
        found = compute.question(run.shown, ASKED)
        if found is not None:
            values = {"word": found.word, "nearest": found.options[found.right]}
            live.append(Question("live-nearest", found.right, found.options, run.shown.name, values))
    checks.ask_in_turn(lesson, live)
