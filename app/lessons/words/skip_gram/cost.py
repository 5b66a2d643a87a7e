"""The tab on what a word costs by the size of the vocabulary, measured on this machine while one waits."""

from __future__ import annotations

from app.lessons.words.costs import costs
from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.options import Options
from app.ui.frame import Lesson


def cost(lesson: Lesson[Options]) -> None:
    """A button; then the chart of microseconds a word against V."""
    lesson.explain("cost")
    if costs(lesson.slug, compute.cost_config(lesson.state)):
        lesson.explain("cost_why")
