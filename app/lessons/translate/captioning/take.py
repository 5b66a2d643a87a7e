"""What a visitor takes away from captioning: every word with its light, the beam, the notebook."""

from __future__ import annotations

from app.lessons.translate.captioning import notebook
from app.lessons.translate.captioning.options import Options
from app.lessons.translate.captioning.shown import Shown
from app.ui import export
from app.ui.frame import Lesson
from core.captions.options import END
from core.captions.results import Written


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The words and their light as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    # Taken now: no session is at hand when a file is made.
    cells, title = notebook.cells(lesson.state, shown.written), lesson.text.question
    note = notebook.note(lesson.state.photo)
    lesson.take(
        csv=lambda: export.csv(numbers(shown.written)),
        notebook=lambda: export.notebook(cells, title=title, note=note),
    )


def numbers(found: Written) -> dict[str, list]:
    """A row for each word and each place: row and column of the grid from 1."""
    steps, places = range(len(found.tokens)), range(found.alpha.shape[1])
    words = [*found.words, *([END] if found.ended else [])]
    return {
        "step": [t + 1 for t in steps for _ in places],
        "word": [words[t] for t in steps for _ in places],
        "log_probability": [float(found.log_probabilities[t]) for t in steps for _ in places],
        "row": [i // 7 + 1 for _ in steps for i in places],
        "column": [i % 7 + 1 for _ in steps for i in places],
        "energy": found.energies.ravel().tolist(),
        "alpha": found.alpha.ravel().tolist(),
    }
