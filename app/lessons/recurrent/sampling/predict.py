"""Questions on the draw on screen."""

from __future__ import annotations

from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import Options
from app.lessons.recurrent.sampling.shown import Shown, token
from app.ui import checks, frame
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.recurrent.options import SamplingConfig


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then those on the picture."""
    asked = [] if shown is None else [_colder(lesson, shown), _left(shown), _order(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _about(shown: Shown) -> str:
    return f"{shown.source} {shown.prefix} {shown.u:.4f} {shown.config}"


def _colder(lesson: Lesson[Options], shown: Shown) -> Question | None:
    """On what will the same needle fall at temperature 0.3?"""
    cold, *warmer = compute.hits(shown.source, shown.draw, lesson.state, shown.u)
    some = dict.fromkeys([cold.symbol, shown.token, *(hit.symbol for hit in warmer)])
    options = compute.shuffled(list(some)[:4], _about(shown))
    if len(options) < 2:
        return None
    values = {"u": f"{shown.u:.3f}", "answer": frame.plain(token(cold.symbol))}
    values |= {"left": f"{cold.left:.3f}", "right": f"{cold.right:.3f}"}
    shown_options = [frame.plain(token(option)) for option in options]
    return Question("live-colder", options.index(cold.symbol), shown_options, _about(shown), values)


def _left(shown: Shown) -> Question | None:
    """How many symbols does top-p .5 leave of what the model says?"""
    answer = compute.left(shown.draw, SamplingConfig(top_p=0.5))
    other = compute.left(shown.draw, SamplingConfig(top_p=0.9))
    if other < answer + 2:
        return None
    options = sorted({answer, other, 2 * other})
    values = {"answer": answer, "other": other}
    return Question("live-left", options.index(answer), [f"{n:,}" for n in options], _about(shown), values)


def _order(shown: Shown) -> Question | None:
    """At temperature 2 and top-p .9: which order leaves more?"""
    first = compute.left(shown.draw, SamplingConfig(2.0, top_p=0.9))
    last = compute.left(shown.draw, SamplingConfig(2.0, top_p=0.9, temperature_last=True))
    if first == last:
        return None
    values = {"first": f"{first:,}", "last": f"{last:,}"}
    return Question("live-order", int(last > first), about=_about(shown), values=values)
