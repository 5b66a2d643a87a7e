"""The tab on which side decided: for every word, by how much its tag won, and what of that came from either side."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.bidirectional import figures
from app.lessons.recurrent.bidirectional.options import Options
from app.lessons.recurrent.bidirectional.shown import Shown
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.numbers import signed
from app.ui.tables import html_table

SIDES = ("left", "right", "bias")


def sides(lesson: Lesson[Options], shown: Shown) -> None:
    """The margin of every word by side, and each tag with a side at zero."""
    lesson.explain("sides")
    found = shown.found
    margins, rivals = found.margins()
    words = {name: t(f"bidirectional.sides.{name}") for name in (*SIDES, "margin")}
    head = [t(f"bidirectional.column.{name}") for name in ("word", "tag", "rival", "left", "right", "bias")]

    def table() -> tuple[list[str], list[list[str]]]:
        parts = [[signed(float(value), 2) for value in row] for row in margins]
        return head, [
            [word, tag, rival, *row]
            for word, tag, rival, row in zip(found.words, found.both.tags, rivals, parts, strict=True)
        ]

    chart(figures.margins(margins, found.words, words, theme()), "bidirectional.margins", table)
    rows = zip(found.words, found.both.tags, found.tags("right"), found.tags("left"), strict=True)
    body = [[*row, t(f"bidirectional.decided.{found.decided(i)}")] for i, row in enumerate(rows)]
    columns = ("word", "tag", "without_right", "without_left", "decided")
    st.html(html_table([t(f"bidirectional.column.{name}") for name in columns], body, numbers=False))
    lesson.explain("sides_why")
