"""What a visitor takes away from CTC: every frame, when each letter is said, the notebook."""

from __future__ import annotations

from app.i18n import t
from app.lessons.speech.ctc import compute, notebook
from app.lessons.speech.ctc.options import Options
from app.lessons.speech.ctc.shown import Shown
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Probabilities by frame and the letters' times as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    # Taken now: no session is at hand when a file is made.
    options, title = lesson.state, lesson.text.question
    cells = notebook.cells(options.clip, options.config, shown.label)
    times = (f"{lesson.slug}-letters.csv", lambda: export.csv(compute.times(shown.heard, shown.label)))
    lesson.take(
        csv=lambda: export.csv(compute.frames(shown.heard)),
        notebook=lambda: export.notebook(cells, title=title, note=notebook.note(options.clip, options.moment)),
        files={t("ctc.take.letters"): times},
    )
