"""Two mistakes: logs against overflow, which cannot happen, and an α that punishes what is long."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.beam_search import compute, figures
from app.lessons.translate.beam_search.options import Options
from app.lessons.translate.beam_search.shown import Shown
from app.ui import controls
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A choice between them, and what becomes of this search."""
    names = {"none": t("bug.none"), "overflow": t("beam_search.bug.overflow"), "punish": t("beam_search.bug.punish")}
    controls.choice(lesson, "bug", names, t("tab.bug"))
    if shown is not None and lesson.state.bug == "overflow":
        _extremes(shown)
    if shown is not None:
        _lengths(shown, lesson.state.bug == "punish")
    lesson.explain("bug")


def _extremes(shown: Shown) -> None:
    """The greatest and the smallest product of the whole search, beside what float16 can hold."""
    of_all = shown.found.extremes
    head = [t("beam_search.bug.what"), t("beam_search.bug.here"), "float16"]
    rows = [
        [t("beam_search.bug.greatest"), f"{of_all.greatest:.3g}", "65504"],
        [t("beam_search.bug.smallest"), f"{of_all.least:.3g}", "5.96e-08"],
        [t("beam_search.bug.zeros"), f"{of_all.zeros} / {of_all.count}", "0"],
    ]
    st.html(html_table(head, rows))


def _lengths(shown: Shown, mistaken: bool) -> None:
    """How long the winner is for each α, and what the mistake makes of it."""
    finished = shown.found.trace.finished
    right, wrong = compute.ranking(finished), compute.ranking(finished, punishing=True) if mistaken else None
    words = {"right": "Σ log P / Tᵅ", "wrong": "Σ log P · Tᵅ", "length": t("beam_search.bug.length")}
    head = ["α", words["right"], *([words["wrong"]] if wrong else [])]
    columns = [right.length, *([wrong.length] if wrong else [])]
    rows = [
        [f"{right.alphas[i]:.1f}", *(str(column[i]) for column in columns)] for i in range(0, len(right.alphas), 10)
    ]
    chart(figures.lengths(right, wrong, words, theme()), "beam_search.lengths", lambda: (head, rows))
