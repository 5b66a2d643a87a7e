"""What a visitor takes away from the lesson on encoder and decoder: every number of the picture, and the notebook."""

from __future__ import annotations

from app.lessons.translate.seq2seq import notebook
from app.lessons.translate.seq2seq.options import Options
from app.lessons.translate.seq2seq.shown import Shown
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The states as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    found = shown.found
    lesson.take(
        csv=lambda: export.csv(numbers(shown)),
        notebook=lambda: export.notebook(
            notebook.cells(found.name, found.text, shown.rest.map), title=lesson.text.question
        ),
    )


def numbers(shown: Shown) -> dict[str, list]:
    """A row for each piece that is read, for c, and for each piece that is written, with log P and all numbers of its state."""
    found = shown.found
    width = max(found.encoder.shape[1], len(found.c), found.states.shape[1])
    rows = [
        ("read", i + 1, piece, None, a) for i, (piece, a) in enumerate(zip(found.source, found.encoder, strict=True))
    ]
    rows.append(("c", None, "", None, found.c))
    rows += [
        ("written", i + 1, piece, float(log_p), s)
        for i, (piece, log_p, s) in enumerate(zip(found.target, found.log_probabilities, found.states, strict=True))
    ]
    columns = {
        name: [row[place] for row in rows] for place, name in enumerate(("part", "step", "piece", "log_probability"))
    }
    return columns | {
        f"number_{i + 1}": [float(row[4][i]) if i < len(row[4]) else None for row in rows] for i in range(width)
    }
