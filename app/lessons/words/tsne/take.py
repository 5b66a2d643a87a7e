"""What a visitor takes away from the lesson on t-SNE: its tables and the notebook."""

from __future__ import annotations

from dataclasses import asdict

from app.i18n import t
from app.lessons.words.tsne import notebook
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import Options
from app.ui import export
from app.ui.frame import Lesson
from core.words.results import Film


def take(lesson: Lesson[Options], run: Run) -> None:
    """Positions and curve as CSV, the map as a notebook, the state as a file."""
    files = {t("tsne.take_curve"): ("tsne-curve.csv", lambda: export.csv(curve(run.film)))}
    lesson.take(
        csv=lambda: export.csv(numbers(run.film)),
        notebook=lambda: export.notebook(
            notebook.cells(asdict(run.key), asdict(run.config)), title=lesson.text.question, what="map"
        ),
        files=files,
    )


def numbers(film: Film) -> dict[str, list]:
    """A row for each word of a map: where it stands, its group, how many neighbours were kept, and its true neighbours."""
    Y = film.frames[-1]
    axes = {name: Y[:, d].tolist() for d, name in enumerate("xyz"[: Y.shape[1]])}
    kept = [film.kept_of(i) for i in range(len(film.names))]
    near = [" ".join(film.names[j] for j in row) for row in film.near]
    groups = [film.group_names[g].removeprefix("=") for g in film.groups]
    return {"word": list(film.names)} | axes | {"group": groups, "kept": kept, "true_nearest": near}


def curve(film: Film) -> dict[str, list]:
    """A row for each iteration at which a map was judged."""
    return {name: getattr(film.curve, name).tolist() for name in ("iterations", "kl", "trust", "kept")}
