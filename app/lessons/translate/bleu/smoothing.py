"""The tab on smoothing: the candidate's precisions and score with each, and its score as it grows word by word."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app.i18n import prefixed, t
from app.lessons.translate.bleu import compute, figures
from app.lessons.translate.bleu.options import Options
from app.lessons.translate.bleu.shown import Shown
from app.ui import charts
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.options import SMOOTHINGS
from core.translate.results import GrowingBleu

HAIR = 1e-12  # 1/16 is rounded up, as the browser does it in the picture


def smoothing(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Four ways on the candidate on screen, and on its first words."""
    lesson.explain("smoothing")
    if shown is None:
        return
    head = [t("bleu.column.smooth"), *(f"p{n}" for n in "₁₂₃₄"), t("bleu.column.score"), t("bleu.column.effective")]
    st.html(html_table(head, [_row(shown, name) for name in SMOOTHINGS]))
    if len(shown.found.candidate) > 1:
        rows = compute.growing(shown.candidate, shown.references, shown.config)
        words = prefixed("bleu.growing.") | {name: t(f"bleu.smooth.{name}") for name in SMOOTHINGS}
        st.markdown(t("bleu.growing.title"))
        charts.chart(figures.growing(rows, words, charts.theme()), "bleu.growing", lambda: table(rows))
    lesson.explain("smoothing_why")


def _row(shown: Shown, name: str) -> list[str]:
    whole, effective = (
        compute.counted(shown.candidate, shown.references, replace(shown.config, smooth=name, effective=used))
        for used in (False, True)
    )
    precisions = [f"{order.precision + HAIR:.3f}" for order in whole.orders]
    return [t(f"bleu.smooth.{name}"), *precisions, f"{whole.score:.2f}", f"{effective.score:.2f}"]


def table(rows: tuple[GrowingBleu, ...]) -> tuple[list[str], list[list[str]]]:
    """The chart's numbers."""
    head = [t("bleu.growing.words"), "BP", *(t(f"bleu.smooth.{name}") for name in SMOOTHINGS)]
    return head, [[str(row.k), f"{row.penalty:.3f}", *(f"{score:.2f}" for score in row.scores)] for row in rows]
