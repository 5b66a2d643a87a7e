"""Questions on the step to come and on a hidden word."""

from __future__ import annotations

from app.lessons.translate.attention import compute
from app.lessons.translate.attention.options import Options
from app.lessons.translate.attention.shown import Shown
from app.ui import checks
from app.ui.frame import Lesson, plain


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those on the picture, then those of the text, and the score."""
    if shown is not None:
        _where_next(lesson, shown)
        _if_hidden(lesson, shown)
    checks.ask_all(lesson)
    checks.score()


def _where_next(lesson: Lesson[Options], shown: Shown) -> None:
    """Where will it look while it writes the next word?"""
    step = shown.rest.step + 1
    look = compute.next_look(shown.decoding, step)
    if look is None:
        return
    names = [shown.word(word) for word in look.words]
    checks.ask_text(
        lesson,
        "live-look",
        look.answer,
        names,
        f"{shown.about} {step}",
        word=plain(shown.written(step)),
        looked=f"{look.weights[look.answer]:.2f}",
        place=plain(names[look.answer]),
    )


def _if_hidden(lesson: Lesson[Options], shown: Shown) -> None:
    """If the word most looked at now is hidden from attention, does the translation change?"""
    word = compute.most_looked_at(shown.decoding, shown.rest.step)
    if word is None or shown.drags or shown.bug:
        return
    found = compute.masked(shown.task, shown.text, word, shown.locale)
    checks.ask_text(
        lesson,
        "live-hide",
        int(found.stays),
        about=f"{shown.about} {word}",
        word=plain(shown.word(word)),
        after=plain(found.unread or ""),
    )
