"""What a visitor takes away from the lesson on negative sampling: the table, the notebook."""

from __future__ import annotations

import numpy as np

from app.i18n import t
from app.lessons.words.negative_sampling import compute, notebook
from app.lessons.words.negative_sampling.options import Options
from app.lessons.words.negative_sampling.view import names_of, pair_of
from app.ui import export
from app.ui.frame import Lesson
from core.words.results import Drawn


def take(lesson: Lesson[Options], shown: Drawn | None) -> None:
    """The rows of the table as CSV, the step as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    lesson.take(
        csv=lambda: export.csv(numbers(lesson.state, shown)),
        notebook=lambda: export.notebook(
            notebook.cells(lesson.state, shown.centre, pair_of(lesson.state, shown)),
            title=lesson.text.question,
            what=t("negative_sampling.taken"),
        ),
    )


def numbers(options: Options, shown: Drawn) -> dict[str, list]:
    """A row for the true pair and for each word drawn."""
    pair, x = pair_of(options, shown), compute.exponent_place(options)
    places = np.array([shown.target[pair], *shown.hit[x, pair, : options.k]])
    y = np.array([1] + [0] * options.k)
    logit = shown.logit[places]
    sigma = 1 / (1 + np.exp(-logit))
    return {
        "centre": [shown.tokens[shown.centre]] * len(places),
        "word": names_of(options, shown),
        "y": y.tolist(),
        "theta_e": logit.tolist(),
        "sigma": sigma.tolist(),
        "loss": np.logaddexp(0, np.where(y == 1, -logit, logit)).tolist(),
        "y_minus_sigma": (y - sigma).tolist(),
        "probability": shown.probability[x, places].tolist(),
    }
