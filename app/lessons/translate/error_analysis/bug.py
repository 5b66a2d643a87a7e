"""The mistake: raw log P as the judge while α ranks, and the ranking with y* in it, which catches it."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.error_analysis import compute
from app.lessons.translate.error_analysis.options import Options
from app.lessons.translate.error_analysis.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import VERDICTS

WIDTH, ALPHA = 3, 0.7  # where nothing is ranked, both judges say the same


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A switch for it, both tallies, and how often y* really wins where each says that search is at fault."""
    controls.toggle(lesson, "wrongly", t("error_analysis.wrongly"))
    lesson.explain("bug")
    if shown is None:
        return
    width, alpha = (shown.rest.width, shown.rest.alpha) if shown.rest.width > 1 else (WIDTH, ALPHA)
    st.markdown(t("error_analysis.judged_at", width=width, alpha=f"{alpha:g}"))
    head = [t("error_analysis.column.judge"), *(t(f"error_analysis.verdict.{name}") for name in VERDICTS)]
    head.append(t("error_analysis.column.wins"))
    rows = []
    for judge, wrongly in (("score", False), ("log_p", True)):
        counted = compute.tally(shown.cases, width, alpha, wrongly)
        judging = compute.judge_wrongly if wrongly else compute.judge
        blamed = [case for case in shown.cases if judging(case, width, alpha).verdict == "search"]
        wins = sum(compute.wins_again(case, width, alpha) for case in blamed)
        name = t(f"error_analysis.judge.{judge}")
        rows.append([name, *(str(counted[one]) for one in VERDICTS), f"{wins} / {len(blamed)}"])
    st.html(html_table(head, rows))
    lesson.explain("bug_why")
