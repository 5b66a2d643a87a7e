"""Questions on the search on screen: who has no child, how long the winner is, what a wider beam would find."""

from __future__ import annotations

from app.lessons.translate.beam_search import compute
from app.lessons.translate.beam_search.options import Options
from app.lessons.translate.beam_search.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.translate.results import Searched, written


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then those on the picture."""
    asked = [] if shown is None else [_childless(lesson, shown), _alpha(lesson, shown), _wider(lesson)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _about(lesson: Lesson[Options]) -> str:
    return f"{lesson.state.task} {lesson.state.text} {lesson.state.width}"


def _childless(lesson: Lesson[Options], shown: Shown) -> Question | None:
    """Which of the kept will not be continued?"""
    asked = compute.childless(shown.found.trace, shown.rest.step - 1)
    if asked is None:
        return None
    step, options = asked.step, [_hypothesis(shown.found, asked.step, row) for row in asked.rows]
    if len(set(options)) < len(options):
        return None
    values = {"step": step + 1, "next": step + 2}
    return Question("live-childless", asked.answer, options, f"{_about(lesson)} {step}", values)


def _hypothesis(found: Searched, step: int, row: int) -> str:
    """A candidate's text so far."""
    return written(found.pieces[token] for token in found.trace.tokens(step, row))


def _alpha(lesson: Lesson[Options], shown: Shown) -> Question | None:
    """How long is the first in the ranking as α grows?"""
    lengths = compute.winner_lengths(shown.found.trace.finished)
    if lengths is None:
        return None
    values = {"low": lengths.low, "high": lengths.high}
    return Question("live-alpha", 0 if lengths.grows else 1, about=_about(lesson), values=values)


def _wider(lesson: Lesson[Options]) -> Question | None:
    """Does a wider beam find something more probable?"""
    options = lesson.state
    found = compute.wider(options.task, options.text, options.width)
    if found is None:
        return None
    values = {"wide": compute.WIDER, "width": options.width, "text": found.text}
    values |= {"more": f"{found.log_probability:.2f}", "less": f"{found.narrow:.2f}"}
    return Question("live-wider", 1 - found.compared, about=_about(lesson), values=values)
