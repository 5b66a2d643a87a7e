"""Questions on faults: one on the counts, one on the open row."""

from __future__ import annotations

from app.i18n import t
from app.lessons.translate.error_analysis import compute
from app.lessons.translate.error_analysis.options import Options
from app.lessons.translate.error_analysis.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.translate.results import VERDICTS

NARROW, WIDER = 1, 10  # the beams that are asked about
ALPHA = 0.7
ASKED = VERDICTS[:3]


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then that on the counts and that on the open row."""
    asked = [] if shown is None else [_falls(shown.name), _verdict(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _falls(name: str) -> Question | None:
    """Which count falls with a wider beam?"""
    counted = compute.tallies(name)
    falls = compute.which_falls(counted, ALPHA, NARROW, WIDER)
    if falls is None:
        return None
    before, then = (
        next(one.verdicts for one in counted if (one.width, one.alpha) == (width, ALPHA)) for width in (NARROW, WIDER)
    )
    values = {"count": sum(before.values()), "narrow": NARROW, "wide": WIDER}
    values |= {fault: before[fault] for fault in ASKED} | {f"{fault}_then": then[fault] for fault in ASKED}
    return Question("live-falls", ASKED.index(falls), about=name, values=values)


def _verdict(shown: Shown) -> Question | None:
    """Whose fault is it with a wider beam?"""
    width = WIDER if shown.rest.width != WIDER else NARROW
    found = compute.judge(shown.open, width, shown.rest.alpha)
    if found.verdict not in ASKED:
        return None
    machine = found.machine.text or t("error_analysis.nothing")
    values = {"width": width, "human": shown.open.human.text, "machine": machine}
    values |= {"human_score": _number(found.human_score), "machine_score": _number(found.machine_score)}
    values |= {"alpha": f"{shown.rest.alpha if width > 1 else 0:g}"}
    return Question("live-verdict", ASKED.index(found.verdict), about=f"{shown.about} {width}", values=values)


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
