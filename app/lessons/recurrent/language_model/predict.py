"""Questions on the race on screen."""

from __future__ import annotations

from app.lessons.recurrent.language_model import compute
from app.lessons.recurrent.language_model.options import Options
from app.lessons.recurrent.language_model.shown import Shown, token
from app.ui import checks, frame
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.recurrent.results.language import Raced

CLEARLY = 1.25  # so many times as likely is the likeliest word as the next, where one may be asked which it is
APART = 3.0  # bits between two models, where one may be asked which finds a sentence likelier


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then those on the picture."""
    asked = [] if shown is None else [_liked_best(shown), _dearest(shown), _units(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _about(shown: Shown) -> str:
    return f"{shown.race.a.words} {shown.race.b.words} {shown.rest.size}"


def _bits(raced: Raced, shown: Shown) -> list[float]:
    scored = raced.by_size[shown.rest.size].scored
    return compute.bits(scored)


def _liked_best(shown: Shown) -> Question | None:
    """Which word did the model expect after the open one?"""
    raced, place = shown.race.a, shown.open + 1
    steps = raced.by_size[shown.rest.size].steps
    if place >= len(steps):
        return None
    tops = steps[place].tops
    if tops[0][1] < CLEARLY * tops[1][1]:
        return None
    options = compute.shuffled([word for word, _ in tops], _about(shown))
    before = " ".join(token(raced, i) for i in range(max(0, shown.open - 1), shown.open + 1))
    values = {"word": frame.plain(before), "p": f"{tops[0][1]:.2f}", "top": frame.plain(tops[0][0])}
    answer = options.index(tops[0][0])
    return Question("live-best", answer, [frame.plain(o) for o in options], f"{_about(shown)} {place}", values)


def _dearest(shown: Shown) -> Question | None:
    """Which word of sentence A costs the most bits?"""
    bits = _bits(shown.race.a, shown)
    if len(set(shown.race.a.words)) < 3:
        return None
    ranked = sorted(range(len(bits)), key=lambda i: -bits[i])
    few = list(dict.fromkeys(token(shown.race.a, i) for i in ranked))[:3]
    options = compute.shuffled(few, _about(shown))
    values = {"word": frame.plain(few[0]), "bits": f"{bits[ranked[0]]:.1f}"}
    return Question("live-dearest", options.index(few[0]), [frame.plain(o) for o in options], _about(shown), values)


def _units(shown: Shown) -> Question | None:
    """Which of the two models gives sentence A more probability in all?"""
    words, letters = shown.race.a.by_size[shown.rest.size].scored, shown.race.a.spelled.scored
    totals = [scored.bits + scored.spelling_bits for scored in (words, letters)]
    if abs(totals[0] - totals[1]) < APART:
        return None
    values = {"words": f"{totals[0]:.1f}", "letters": f"{totals[1]:.1f}", "size": f"{shown.rest.size:,}"}
    return Question("live-units", 0 if totals[0] < totals[1] else 1, about=_about(shown), values=values)
