"""The questions of the lesson on t-SNE."""

from __future__ import annotations

from app.lessons.words.tsne import compute
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import Options
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], run: Run) -> None:
    """The questions of the text, then one on the live map, if its points are words."""
    live, film = [], run.film
    if film.done and run.key.has_words:
        point = compute.point_asked(film, lesson.state.word)
        question = compute.true_nearest(film, point)
        if question is not None:
            about, word = f"{run.key}{run.config}{point}", film.names[point]
            live.append(Question("live-nearest", question[1], question[0], about, {"word": word}))
    checks.ask_in_turn(lesson, live)
