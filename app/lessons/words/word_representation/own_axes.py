"""The tab on axes of one's own, and the settings that the row of controls has no room for."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.word_representation import compute
from app.lessons.words.word_representation.options import AXES, AXIS_NAMES, Options
from app.lessons.words.word_representation.view import axis_name
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

PRESETS = {
    "people": AXES,
    "world": "age, food, size, warmth, praise, wealth",
    "boats": "food, size, boats: land sea road canal car boat",
}


def settings(lesson: Lesson[Options]) -> None:
    """The words of the table and of the ruler."""
    st.text_input(t("word_representation.table"), max_chars=300, **lesson.widget("table"))
    st.text_input(t("word_representation.ruler"), max_chars=400, **lesson.widget("ruler"))
    missing = compute.missing_beside(lesson.state)
    if missing:
        st.caption(t("vectors.missing", words=", ".join(missing)))
    st.caption(t("word_representation.axes_elsewhere"))


def own_axes(lesson: Lesson[Options], is_drawn: bool) -> None:
    """The list of axes as text; and how well each axis knows the pairs that it was not made of, unless nothing `is_drawn`."""
    lesson.explain("own_axes")
    name = lesson.state.vectors
    presets = {t(f"word_representation.axes.{preset}"): text for preset, text in PRESETS.items()}
    with st.container(horizontal=True, vertical_alignment="center"):
        controls.text(
            lesson,
            presets,
            field="axes",
            label=t("word_representation.axes"),
            check=lambda text: compute.check_axes(text, name),
        )
    st.caption(t("word_representation.axes.names", names=", ".join(AXIS_NAMES)))
    if is_drawn:
        axes = compute.axes_of(lesson.state)
        rows = []
        for axis, (right, total) in zip(axes, compute.separated(lesson.state), strict=True):
            pairs = ", ".join(f"{first} → {second}" for first, second in axis.pairs)
            known = t("word_representation.axes.known", right=right, total=total) if total else "–"
            rows.append([axis_name(axis), pairs, known])
        head = [t(f"word_representation.axes.{column}") for column in ("axis", "pairs", "held_out")]
        st.html(html_table(head, rows, numbers=False))
    lesson.explain("own_axes_why")
