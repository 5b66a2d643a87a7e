"""Questions on CTC: those of the text, then those on the label on screen."""

from __future__ import annotations

from app.i18n import t
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.options import Options
from app.lessons.speech.ctc.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """One question after another."""
    asked = [] if shown is None else [_doubled(shown), _omitted(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _doubled(shown: Shown) -> Question | None:
    """A letter is doubled: how many more frames does the label need?"""
    found = compute.doubled(shown.label)
    if found is None:
        return None
    before, after = compute.needed(shown.label), compute.needed(found)
    values = {"label": shown.label, "doubled": found, "needed": before, "then": after}
    return Question("live-doubled", after - before, ["+0", "+1", "+2", "+3"], f"{shown.about} doubled", values)


def _omitted(shown: Shown) -> Question | None:
    """One letter is left out: which omission costs less?"""
    found = compute.omissions(shown.about, shown.heard, shown.beam, shown.label)
    if found is None:
        return None
    (cheap, loss), (dear, other) = found
    options = sorted((cheap, dear))
    values = {"label": shown.label, "cheap": cheap, "dear": dear}
    values |= {"loss": f"{loss:.1f}", "other": f"{other:.1f}"}
    quoted = [t("ctc.quoted", text=option) for option in options]
    return Question("live-omitted", options.index(cheap), quoted, f"{shown.about} omitted", values)
