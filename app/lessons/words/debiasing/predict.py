"""The questions of the lesson on debiasing."""

from __future__ import annotations

from app.i18n import t
from app.lessons.words.debiasing import compute
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.shown import Shown
from app.ui import checks
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Questions on the live pair and the live scores, then those of the text, and the score."""
    if shown is not None:
        _ask_equal(lesson, shown)
        _ask_lost(lesson, shown)
    checks.ask_all(lesson)
    checks.score()


def _ask_equal(lesson: Lesson[Options], shown: Shown) -> None:
    """How far from 0 do the words of a pair stand once it is equalised?"""
    pair = shown.line.equalised
    if pair is not None:
        places, right = compute.equalised(pair)
        names = " – ".join(pair.words)
        along = ", ".join(f"{x:.2f}" for x in pair.along)
        values = {"pair": names, "along": along, "nu": f"{pair.after.nu_length:.2f}"}
        checks.ask_text(lesson, "live-equal", right, places, f"{shown.key}{names}{lesson.state.bug}", **values)


def _ask_lost(lesson: Lesson[Options], shown: Shown) -> None:
    """Does the score of a category fall, stay or rise?"""
    found = shown.measured and shown.measured.most_changed()
    if found:
        category, (before, _, after) = found
        values = {name: f"{100 * share:.1f}" for name, share in (("before", before), ("after", after))}
        values["category"] = t(f"debiasing.category.{category}")
        checks.ask_text(lesson, "live-lost", compute.change(before, after), about=str(shown.key), **values)
