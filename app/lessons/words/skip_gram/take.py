"""What a visitor takes away from the lesson on skip-gram: the vectors, the loss, the notebook."""

from __future__ import annotations

from dataclasses import asdict

from app.i18n import t
from app.lessons.words.skip_gram import compute, notebook
from app.lessons.words.skip_gram.live import Run
from app.lessons.words.skip_gram.options import Options
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], run: Run) -> None:
    """The loss as CSV, the vectors as a file, the training as a notebook, the state as a file."""
    shown = run.shown
    if shown.live:
        lesson.take()
        return
    vectors = "skip_gram-vectors.txt", lambda: compute.as_text(shown)
    lesson.take(
        csv=lambda: export.csv(numbers(run)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.corpus, asdict(shown.config)), title=lesson.text.question, what="training"
        ),
        files={t("skip_gram.take_vectors"): vectors},
    )


def numbers(run: Run) -> dict[str, list]:
    """A row for each point of the curve of the loss."""
    curve = run.shown.learned.moments.curve
    return {"epoch": curve[:, 0].tolist(), "loss_of_a_pair": curve[:, 1].tolist()}
