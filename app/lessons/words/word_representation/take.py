"""What a visitor takes away from the lesson on one-hot vectors: the table of features, the notebook."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from app.i18n import t
from app.lessons.words.word_representation import notebook
from app.lessons.words.word_representation.options import Options
from app.lessons.words.word_representation.view import axis_name, place_of, size_of
from app.ui import export
from app.ui.frame import Lesson
from core.words.results import Represented


def take(lesson: Lesson[Options], shown: Represented | None) -> None:
    """Features and distances as CSV, the picture's numbers as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    word = shown.words[place_of(lesson.state, shown)]
    lesson.take(
        csv=lambda: export.csv(numbers(lesson.state, shown)),
        notebook=lambda: export.notebook(
            notebook.cells(lesson.state, word, size_of(lesson.state, shown)),
            title=lesson.text.question,
            what=t("word_representation.taken"),
        ),
    )


def numbers(options: Options, shown: Represented) -> dict[str, list]:
    """A row for each word: its column, its distance from the open one, its features."""
    place = place_of(options, shown)
    found: dict[str, list] = {"word": list(shown.words), "column": shown.rows.tolist()}
    found[f"distance_from_{shown.words[place]}"] = shown.distances[place].round(6).tolist()
    for axis, row in zip(shown.axes, shown.features, strict=True):
        found[unused(axis_name(axis), found)] = row.round(6).tolist()
    return found


def unused(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where it is taken."""
    numbered = (name if number == 1 else f"{name} {number}" for number in itertools.count(1))
    return next(one for one in numbered if one not in taken)
