"""What a visitor takes away from the lesson on debiasing: the table of the line and the notebook."""

from __future__ import annotations

from app.lessons.words.debiasing import notebook
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.shown import Shown
from app.ui import export
from app.ui.frame import Lesson
from core.words.results import AlongLine


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    lesson.take(
        csv=lambda: export.csv(numbers(shown.line)),
        notebook=lambda: export.notebook(notebook.cells(shown.key, shown.words), title=lesson.text.question),
    )


def numbers(line: AlongLine) -> dict[str, list]:
    """Every number of the line, a row for each word."""
    rows: list[tuple] = [(word, "", *map(float, at), 1.0) for word, at in zip(line.words, line.along, strict=True)]
    for pair in line.pairs:
        after = pair.along if pair.after is None else pair.after.along
        lengths = pair.lengths if pair.after is None else pair.after.lengths
        for k, word in enumerate(pair.words):
            rows.append((word, pair.words[1 - k], *(float(pair.along[k]),) * 2, float(after[k]), float(lengths[k])))
    columns = ("word", "pair_with", "before", "neutralised", "equalised", "length")
    return {name: [row[i] for row in rows] for i, name in enumerate(columns)}
