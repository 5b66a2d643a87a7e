"""Questions on the race on screen."""

from __future__ import annotations

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.language_model import compute
from app.lessons.recurrent.language_model.options import Options
from app.lessons.recurrent.language_model.shown import Shown, token
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then those on the picture."""
    asked = [] if shown is None else [_liked_best(shown), _dearest(shown), _units(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _about(shown: Shown) -> str:
    return f"{shown.race.a.words} {shown.race.b.words} {shown.rest.size}"


def _liked_best(shown: Shown) -> Question | None:
    """Which word did the model expect after the open one?"""
    raced, place = shown.race.a, shown.open + 1
    best = compute.favourite(raced, shown.rest.size, place)
    if best is None:
        return None
    tops = [word for word, _ in raced.by_size[shown.rest.size].steps[place].tops]
    options = section.shuffled(tops, _about(shown))
    before = " ".join(token(raced, i) for i in range(max(0, shown.open - 1), shown.open + 1))
    values = {"word": before, "p": f"{best[1]:.2f}", "top": best[0]}
    about = f"{_about(shown)} {place}"
    return Question("live-best", options.index(best[0]), options, about, values)


def _dearest(shown: Shown) -> Question | None:
    """Which word of sentence A costs the most bits?"""
    few = compute.dearest(shown.race.a, shown.rest.size)
    if few is None:
        return None
    word, bits = few[0]
    options = section.shuffled([one for one, _ in few], _about(shown))
    values = {"word": word, "bits": f"{bits:.1f}"}
    return Question("live-dearest", options.index(word), options, _about(shown), values)


def _units(shown: Shown) -> Question | None:
    """Which of the two models gives sentence A more probability in all?"""
    raced, size = shown.race.a, shown.rest.size
    answer = compute.surer(raced, size)
    if answer is None:
        return None
    values = {"words": f"{raced.by_size[size].scored.total_bits:.1f}", "size": f"{size:,}"}
    values |= {"letters": f"{raced.spelled.scored.total_bits:.1f}"}
    return Question("live-units", ("words", "letters").index(answer), about=_about(shown), values=values)
