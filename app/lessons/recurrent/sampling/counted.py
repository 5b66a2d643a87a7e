"""The tab on writing by counting: Shakespeare by one to four words, and the network beside it."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import Options
from app.ui.frame import Lesson
from app.ui.tables import html_table

EACH, MOST = 2, 50  # sentences of each order; how often others are drawn


def by_counting(lesson: Lesson[Options]) -> None:
    """Two sentences of each order and of the network, each with its longest run of words that stands in Shakespeare."""
    lesson.explain("counted")
    draws = lesson.state.draws
    found = compute.counted(tuple(range(EACH * draws - 1, EACH * draws + 1)))
    rows = [
        [t(f"sampling.order.{order}"), compute.spoken(copied.words), compute.spoken(copied.run), str(copied.length)]
        for order, some in found.items()
        for copied in some
    ]
    head = [t(f"sampling.column.{name}") for name in ("by", "sentence", "run", "words")]
    st.html(html_table(head, rows, numbers=False))
    st.button(t("sampling.draws"), key="sampling.draw_others", on_click=_others, args=(lesson,))
    lesson.explain("counted_measured")
    measured = compute.card("shakespeare")["measured"]["copying"]
    names, formats = ("mean_words", "mean_run", "mean_share", "whole"), ("{:.0f}", "{:.1f}", "{:.2f}", "{:.1%}")
    table = [
        [t(f"sampling.order.{order}"), *(how.format(row[name]) for name, how in zip(names, formats, strict=True))]
        for order, row in measured["by"].items()
    ]
    st.html(html_table([t(f"sampling.column.{name}") for name in ("by", *names)], table))


def _others(lesson: Lesson[Options]) -> None:
    lesson.update(draws=lesson.state.draws % MOST + 1)
