"""The tab on what BLEU misses: candidates that a reader judges at once, and the one on screen by letters."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.options import Options
from app.lessons.translate.bleu.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table


def misses(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The cases, by words and by letters, and what they say."""
    lesson.explain("misses")
    names = ("case", "candidate", "reference", "score", "smoothed", "chrf")
    rows = [
        [t(f"bleu.missed.{one.name}"), one.candidate, one.reference]
        + [f"{value:.1f}" for value in (one.bleu, one.smoothed, one.chrf)]
        for one in compute.missed(lesson.state.config)
    ]
    st.html(html_table([t(f"bleu.column.{name}") for name in names], rows, numbers=False))
    lesson.explain("misses_why")
    if shown is not None:
        values = {"score": f"{shown.found.score:.2f}", "chrf": f"{compute.chrf(shown.candidate, shown.references):.2f}"}
        st.markdown(t("bleu.letters", **values))
    lesson.explain("letters")
