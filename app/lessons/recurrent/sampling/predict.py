"""Questions on the draw on screen."""

from __future__ import annotations

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import Options
from app.lessons.recurrent.sampling.shown import Shown, token
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.recurrent.options import SamplingConfig


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then those on the picture."""
    checks.ask_in_turn(lesson, [] if shown is None else about(shown, lesson.state))


def about(shown: Shown, options: Options) -> list[Question]:
    """What can be asked about the open step."""
    asked = (_colder(shown, options), _left(shown), _order(shown))
    return [question for question in asked if question is not None]


def _about(shown: Shown) -> str:
    return f"{shown.source} {shown.prefix} {shown.u} {shown.config}"


def _colder(shown: Shown, options: Options) -> Question | None:
    """On what will the same needle fall at temperature 0.3?"""
    if shown.u is None:
        return None
    cold, *warmer = compute.hits(shown.source, shown.draw, options, shown.u)
    some = dict.fromkeys([cold.symbol, shown.token, *(hit.symbol for hit in warmer)])
    offered = section.shuffled(list(some)[:4], _about(shown))
    if len(offered) < 2:
        return None
    values = {"u": f"{shown.u:.3f}", "hit": token(cold.symbol)}
    values |= {"left": f"{cold.left:.3f}", "right": f"{cold.right:.3f}"}
    said = [token(one) for one in offered]
    return Question("live-colder", offered.index(cold.symbol), said, _about(shown), values)


def _left(shown: Shown) -> Question | None:
    """How many symbols does top-p .5 leave of what the model says?"""
    answer = compute.left(shown.draw, SamplingConfig(top_p=0.5))
    other = compute.left(shown.draw, SamplingConfig(top_p=0.9))
    if other < answer + 2:
        return None
    options = sorted({answer, other, min(2 * other, compute.left(shown.draw, SamplingConfig()))})
    values = {"count": f"{answer:,}", "other": f"{other:,}"}
    return Question("live-left", options.index(answer), [f"{n:,}" for n in options], _about(shown), values)


def _order(shown: Shown) -> Question | None:
    """At temperature 2 and top-p .9: which order leaves more?"""
    first = compute.left(shown.draw, SamplingConfig(2.0, top_p=0.9))
    last = compute.left(shown.draw, SamplingConfig(2.0, top_p=0.9, temperature_last=True))
    if first == last:  # a flatter distribution never needs fewer
        return None
    values = {"first": f"{first:,}", "last": f"{last:,}"}
    return Question("live-order", 0, about=_about(shown), values=values)
