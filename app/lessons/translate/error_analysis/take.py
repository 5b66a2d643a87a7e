"""What a visitor takes away from the lesson on error analysis: every row with its verdict, and the notebook."""

from __future__ import annotations

from app.lessons.translate.error_analysis import compute, notebook
from app.lessons.translate.error_analysis.options import Options
from app.lessons.translate.error_analysis.shown import Shown
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The rows at the picture's B and α as CSV, the open row as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    rest, case = shown.rest, shown.open
    lesson.take(
        csv=lambda: export.csv(numbers(shown)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.name, case, rest.width, rest.alpha),
            title=lesson.text.question,
        ),
    )


def numbers(shown: Shown) -> dict[str, list]:
    """A row for each sentence, in the order of the picture's."""
    cases = shown.cases
    found = [compute.judge(case, shown.rest.width, shown.rest.alpha) for case in cases]
    return {
        "x": [case.source for case in cases],
        "human": [case.human.text for case in cases],
        "machine": [one.machine.text for one in found],
        "human_log_probability": [case.human.log_probability for case in cases],
        "machine_log_probability": [one.machine.log_probability for one in found],
        "human_length": [case.human.length for case in cases],
        "machine_length": [one.machine.length for one in found],
        "human_score": [one.human_score for one in found],
        "machine_score": [one.machine_score for one in found],
        "verdict": [one.verdict for one in found],
    }
