"""The tab on one's own y*: the open row at every width and α."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.error_analysis import compute
from app.lessons.translate.error_analysis.options import Options
from app.lessons.translate.error_analysis.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import WIDTHS

ALPHAS = (0.0, 0.7, 1.0)


def own(lesson: Lesson[Options], shown: Shown | None) -> None:
    """What each beam writes for the open row's sentence, and whose fault that is."""
    lesson.explain("own")
    if shown is None:
        return
    case = shown.open
    st.markdown(t("error_analysis.open", source=case.source, human=case.human.text))
    head = [
        "B",
        "α",
        *(t(f"error_analysis.column.{name}") for name in ("machine", "human_score", "machine_score", "verdict")),
    ]
    rows = [_row(shown, width, alpha) for width in WIDTHS for alpha in (ALPHAS if width > 1 else ALPHAS[:1])]
    st.html(html_table(head, rows, numbers=False))


def _row(shown: Shown, width: int, alpha: float) -> list[str]:
    found = compute.judge(shown.open, width, alpha)
    scores = (f"{score:.2f}".replace("-", "−") for score in (found.human_score, found.machine_score))
    shown_alpha = f"{alpha:g}" if width > 1 else "–"
    machine = found.machine.text or t("error_analysis.nothing")
    return [str(width), shown_alpha, machine, *scores, t(f"error_analysis.verdict.{found.verdict}")]
