"""Questions on the step to come and on a hidden word."""

from __future__ import annotations

from app.lessons.translate.attention import compute
from app.lessons.translate.attention.options import Options
from app.lessons.translate.attention.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then those on the picture."""
    asked = [] if shown is None else [_where_next(shown), _if_hidden(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _where_next(shown: Shown) -> Question | None:
    """Where will it look while it writes the next word?"""
    step = shown.rest.step + 1
    look = compute.next_look(shown.decoding, step)
    if look is None:
        return None
    names = [shown.word(word) for word in look.words]
    values = {"word": shown.written(step), "place": names[look.answer]}
    values |= {"looked": f"{look.weights[look.answer]:.2f}"}
    return Question("live-look", look.answer, names, f"{shown.about} {step}", values)


def _if_hidden(shown: Shown) -> Question | None:
    """If the word most looked at now is hidden from attention, does the translation change?"""
    word = compute.most_looked_at(shown.decoding, shown.rest.step)
    if word is None or shown.drags or shown.bug:
        return None
    found = compute.masked(shown.task, shown.text, word, shown.locale)
    values = {"word": shown.word(word), "after": found.unread or ""}
    return Question("live-hide", int(found.stays), about=f"{shown.about} {word}", values=values)
