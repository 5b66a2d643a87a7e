"""The tab on wider beams: the verdicts for each width and α, as the recipe counted them, and anew on twenty sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from app.i18n import t
from app.lessons.translate.error_analysis import compute
from app.lessons.translate.error_analysis.options import Options
from app.ui import job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import VERDICTS, WIDTHS, FaultCase

ALPHAS = (0.0, 0.7, 1.0)


def wider(lesson: Lesson[Options]) -> None:
    """All sentences, then some of them searched before one's eyes."""
    lesson.explain("wider")
    task = lesson.state.task
    _table(compute.cases(task).cases, {(one.width, one.alpha): one.bleu for one in compute.tallies(task)})
    lesson.explain("wider_why")
    pairs = compute.few(task)
    asked = compute.description(task, pairs)
    found = job_view.offer("faults", asked, t("error_analysis.live", count=len(pairs)))
    if found is not None:
        known = {case.source: case.as_good for case in compute.cases(task).cases}
        _table([replace(case, as_good=known[case.source]) for case in found])
        st.caption(t("error_analysis.live_note"))


def _table(cases: Sequence[FaultCase], bleu: Mapping[tuple[int, float], float] | None = None) -> None:
    """bleu: of the machine's translations at each width and α, where it was measured."""
    head = ["B", "α", *(t(f"error_analysis.verdict.{name}") for name in VERDICTS), *(["BLEU"] if bleu else [])]
    rows = []
    for width in WIDTHS:
        for alpha in ALPHAS if width > 1 else ALPHAS[:1]:
            counted: Mapping[str, int] = compute.tally(cases, width, alpha)
            row = [str(width), f"{alpha:g}" if width > 1 else "–", *(str(counted[name]) for name in VERDICTS)]
            rows.append([*row, *([f"{bleu[width, alpha]:.1f}"] if bleu else [])])
    st.html(html_table(head, rows))
