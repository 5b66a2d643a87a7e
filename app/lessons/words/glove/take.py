"""What a visitor takes away from the lesson on GloVe: the counts, the vectors, the notebook."""

from __future__ import annotations

from dataclasses import asdict

from app.i18n import t
from app.lessons.words.glove import compute, notebook
from app.lessons.words.glove.compute import Seen
from app.lessons.words.glove.live import Run
from app.lessons.words.glove.options import Options
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], run: Run, seen: Seen | None) -> None:
    """The cells that are shown as CSV, the vectors as a file, the training as a notebook, the state as a file."""
    shown = run.shown
    if seen is None or shown.live:
        lesson.take()
        return
    options, ratios = lesson.state, seen.ratios
    about = f"{ratios.first} {ratios.second}: {' '.join(ratios.probes)}"
    lesson.take(
        csv=lambda: export.csv(numbers(run, seen, options)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.corpus, asdict(shown.config), options.text, about),
            title=lesson.text.question,
            what=t("glove.taken"),
        ),
        files={t("glove.take_vectors"): ("glove-vectors.txt", lambda: compute.as_text(shown))},
    )


def numbers(run: Run, seen: Seen, options: Options) -> dict[str, list]:
    """A row for each cell of the fit: the pair, X, and the three addends at the moment that is shown."""
    fit = compute.fit(run.shown, seen)
    moment = compute.moment_of(fit, options)
    return {
        "row": [fit.names[i] for i in fit.left],
        "column": [fit.names[j] for j in fit.right],
        "X": fit.x.tolist(),
        "theta_e": fit.dot[moment].tolist(),
        "b": fit.b[moment, fit.left].tolist(),
        "b_prime": fit.b_prime[moment, fit.right].tolist(),
        "adds_to_J": compute.addends(fit, moment).tolist(),
    }
