"""What a visitor takes away from the lesson on analogies: the table of the plane and the notebook."""

from __future__ import annotations

from app.lessons.words.analogies import notebook
from app.lessons.words.analogies.compute import Solved
from app.lessons.words.analogies.options import Options
from app.ui import export
from app.ui.frame import Lesson


def take(lesson: Lesson[Options], found: Solved | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if found is None:
        lesson.take()
        return
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(numbers(found)),
        notebook=lambda: export.notebook(
            notebook.cells(options.text, options.vectors, options.method, not options.bug), title=lesson.text.question
        ),
    )


def numbers(found: Solved) -> dict[str, list]:
    """Every word of the picture: where it stands, its score, its cosine with each term."""
    plane, answer = found.plane, found.answer
    place = {word: i for i, word in enumerate(answer.words)}
    columns: dict[str, list] = {
        "word": list(plane.words),
        "across": plane.points[:, 0].tolist(),
        "up": plane.points[:, 1].tolist(),
        "score": [float(answer.scores[place[word]]) if word in place else "" for word in plane.words],
    }
    for i, term in enumerate(answer.terms):
        name = f"cos with {'+' if term.sign > 0 else '−'}{term.word} ({i + 1})"
        columns[name] = [float(answer.cosines[place[word], i]) if word in place else "" for word in plane.words]
    return columns
