"""The questions of the lesson on debiasing."""

from __future__ import annotations

from collections.abc import Iterator

from app.i18n import t
from app.lessons.words.debiasing import compute
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from app.ui.numbers import signed


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The questions of the text, then those on the pinned pair and on the live scores."""
    live = [] if shown is None else [*_on_a_pair(lesson, shown), *_on_scores(shown)]
    checks.ask_in_turn(lesson, live)


def _on_a_pair(lesson: Lesson[Options], shown: Shown) -> Iterator[Question]:
    """How far from 0 do the words of a pair, the pinned one if it is a pair, stand once it is equalised?"""
    pair = shown.line.equalised(shown.rest.word)
    if pair is not None:
        places, right = compute.equalised(pair)
        names = " – ".join(pair.words)
        values = {"pair": names, "nu": f"{pair.after.nu_length:.2f}"}
        values |= {name: signed(x, 2) for name, x in zip(("first", "second"), pair.along, strict=True)}
        yield Question("live-equal", right, places, f"{shown.key}{names}{lesson.state.bug}", values)


def _on_scores(shown: Shown) -> Iterator[Question]:
    """Does the score of a category fall, stay or rise?"""
    found = shown.measured and shown.measured.most_changed()
    if found:
        category, (before, _, after) = found
        values = {name: f"{100 * share:.1f}" for name, share in (("before", before), ("after", after))}
        values["category"] = t(f"debiasing.category.{category}")
        yield Question("live-lost", compute.change(before, after), (), str(shown.key), values)
