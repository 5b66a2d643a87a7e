"""The tab for a visitor's own text, and what was learnt, taken to other lessons."""

from __future__ import annotations

from app.i18n import t
from app.lessons.words import own_text as shared
from app.lessons.words.elsewhere import open_elsewhere
from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.live import Run
from app.lessons.words.skip_gram.options import Options
from app.ui.frame import Lesson


def own_text(lesson: Lesson[Options], run: Run) -> None:
    """The tab: a file or a field, and what was found in it."""
    lesson.explain("own_text")
    shared.own_text(lesson, lesson.state.vocabulary, t("skip_gram.start"))
    lesson.explain("elsewhere")
    if not run.shown.live:
        open_elsewhere(lesson.slug, run.shown.name, lambda: compute.vectors_of(run.shown))
