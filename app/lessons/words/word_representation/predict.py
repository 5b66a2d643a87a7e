"""The questions of the lesson on one-hot vectors."""

from __future__ import annotations

from app.lessons.words.word_representation import compute
from app.lessons.words.word_representation.options import Options
from app.lessons.words.word_representation.view import place_of
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.words.results import Represented


def predict(lesson: Lesson[Options], shown: Represented | None) -> None:
    """The questions of the text, then one on the open word."""
    live = []
    if shown is not None:
        found = compute.nearest_question(shown, place_of(lesson.state, shown), lesson.state.vectors)
        if found is not None:
            word, (options, right) = found
            cosines = ", ".join(f"{one} {compute.cosine(word, one, lesson.state.vectors):.2f}" for one in options)
            values = {"word": word, "nearest": options[right], "cosines": cosines}
            live.append(
                Question(
                    "live-nearest",
                    right,
                    list(options),
                    f"{lesson.state.vectors} {word} {options}",
                    values,
                )
            )
    checks.ask_in_turn(lesson, live)
