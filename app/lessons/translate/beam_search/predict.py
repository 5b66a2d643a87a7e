"""Questions on the search on screen: who has no child, how long the winner is, whether the beam beats greedy."""

from __future__ import annotations

from app.lessons.translate.beam_search import compute
from app.lessons.translate.beam_search.options import Options
from app.lessons.translate.beam_search.shown import Shown
from app.ui import checks, frame
from app.ui.frame import Lesson
from core.translate.results import Searched, piece_label

LAST = 5  # pieces of a hypothesis that are named


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those on the picture, then those of the text, and the score."""
    if shown is not None:
        about = f"{lesson.state.task} {lesson.state.text} {lesson.state.width}"
        _ask_childless(lesson, shown, about)
        _ask_alpha(lesson, shown, about)
        _ask_greedy(lesson, shown, about)
    checks.ask_all(lesson)
    checks.score()


def _ask_childless(lesson: Lesson[Options], shown: Shown, about: str) -> None:
    """Which of the kept will have no child?"""
    asked = compute.childless(shown.found.trace, shown.rest.step - 1)
    if asked is None:
        return
    step, options = asked.step, [_hypothesis(shown.found, asked.step, row) for row in asked.rows]
    if len(set(options)) == len(options):
        checks.ask_text(
            lesson, "live-childless", asked.answer, options, f"{about} {step}", step=step + 1, next=step + 2
        )


def _hypothesis(found: Searched, step: int, row: int) -> str:
    """A candidate's words so far, its last pieces if they are many."""
    pieces = [piece_label(found.pieces[token]) for token in found.trace.tokens(step, row)]
    return frame.plain(("… " if len(pieces) > LAST else "") + " ".join(pieces[-LAST:]))


def _ask_alpha(lesson: Lesson[Options], shown: Shown, about: str) -> None:
    """How long is the first in the ranking as α grows?"""
    lengths = compute.winner_lengths(shown.found.trace.finished)
    if lengths is not None:
        answer = 0 if lengths.grows else 1
        checks.ask_text(lesson, "live-alpha", answer, about=about, low=lengths.low, high=lengths.high)


def _ask_greedy(lesson: Lesson[Options], shown: Shown, about: str) -> None:
    """Is the beam's best likelier than the greedy output?"""
    options = lesson.state
    if options.width == 1:
        return
    best = shown.found.trace.likeliest
    greedy = compute.greedy(options.task, options.text).log_probability
    answer = 1 - compute.against_greedy(best, greedy)  # likelier, the same, less likely
    values = {"width": options.width, "best": f"{best:.2f}", "greedy": f"{greedy:.2f}"}
    checks.ask_text(lesson, "live-greedy", answer, about=about, **values)
