"""What a visitor takes away from the lesson on BLEU: every n-gram with who pays for it, and the notebook."""

from __future__ import annotations

from app.lessons.translate.bleu import notebook
from app.lessons.translate.bleu.options import Options
from app.lessons.translate.bleu.shown import Shown
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """All n-grams as CSV, the count as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    lesson.take(
        csv=lambda: export.csv(numbers(shown)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.candidate, shown.references, shown.config), title=lesson.text.question
        ),
    )


def numbers(shown: Shown) -> dict[str, list]:
    """A row for each n-gram of the candidate, n by n."""
    found = shown.found
    rows = [(order.n, gram) for order in found.orders for gram in order.grams]
    words = [" ".join(found.candidate[gram.start : gram.start + n]) for n, gram in rows]
    counts = {f"in_reference_{name}": [gram.known[k] for _, gram in rows] for k, name in enumerate(shown.rows)}
    return {
        "n": [n for n, _ in rows],
        "start": [gram.start for _, gram in rows],
        "n_gram": words,
        "in_candidate": [gram.here for _, gram in rows],
        **counts,
        "paid_by": ["" if gram.place is None else f"R{shown.rows[gram.payer]}" for _, gram in rows],
        "place": ["" if gram.place is None else gram.place for _, gram in rows],
    }
