"""What a visitor takes away from the lesson on hierarchical softmax: the leaves, the notebook."""

from __future__ import annotations

from app.i18n import t
from app.lessons.words.hierarchical_softmax import compute, notebook
from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.options import Options
from app.lessons.words.hierarchical_softmax.view import word_of
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], shown: Walked | None) -> None:
    """A row for each leaf as CSV, the walk as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(numbers(options, shown)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.river.words, shown.river.centre, options.tree, word_of(options, shown)),
            title=lesson.text.question,
            what=t("hierarchical_softmax.taken"),
        ),
    )


def numbers(options: Options, shown: Walked) -> dict[str, list]:
    """A row for each leaf of the small tree, with its place and its probability in the real one."""
    river, real = shown.river, compute.real_of(shown, options.tree)
    code, p = compute.codes(shown, options.tree), compute.leaves(shown, options.tree)
    return {
        "centre": [river.centre] * len(river.words),
        "word": list(river.words),
        "count": river.counts.tolist(),
        "code": code,
        "p": p.tolist(),
        "pairs_in_the_text": river.beside.tolist(),
        "code_in_the_real_tree": list(real.codes),
        "p_in_the_real_tree": real.p.tolist(),
    }
