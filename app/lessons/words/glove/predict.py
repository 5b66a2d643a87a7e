"""The questions of the lesson on GloVe."""

from __future__ import annotations

from app.lessons.words.glove import compute
from app.lessons.words.glove.compute import Seen
from app.lessons.words.glove.live import Run
from app.lessons.words.glove.options import Options
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], run: Run, seen: Seen | None) -> None:
    """The questions of the text, then one on the cells that are shown."""
    live = []
    if seen is not None and not run.shown.live:
        options = lesson.state
        fit = compute.fit(run.shown, seen)
        found = compute.costliest(fit, seen.counted.words, options)
        if found is not None:
            names = [f"{row} – {column}" for row, column in found.options]
            values = {"pair": names[found.right]}
            about = f"{run.shown.name} {options.moment} {options.x_max} {names}"
            live.append(Question("live-costs", found.right, names, about, values))
    checks.ask_in_turn(lesson, live)
