"""The questions of the lesson on t-SNE."""

from __future__ import annotations

from app.lessons.words.tsne import compute
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import Options
from app.ui import checks
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], run: Run) -> None:
    """Questions on the live map, then those of the text, and the score."""
    film = run.film
    if film.done:
        point = compute.point_asked(film, lesson.state.word)
        about, word = f"{run.key}{run.config}{point}", film.names[point]
        ranges, place = compute.kept(film, point)
        values = {"kept": film.kept_of(point), "count": film.near.shape[1]}
        checks.ask_text(lesson, "live-kept", place, ranges, about, word=word, **values)
        question = compute.true_nearest(film, point)
        if question is not None:
            checks.ask_text(lesson, "live-nearest", question[1], question[0], about, word=word)
    checks.ask_all(lesson)
    checks.score()
