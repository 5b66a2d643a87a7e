"""The tab on axes: words of the visitor's choice on axes made from pairs, and how like each other they are."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.analogies import compute, figures
from app.lessons.words.analogies.options import AXIS_NAMES, Options
from app.ui import controls
from app.ui.charts import chart, theme
from app.ui.frame import Lesson


def axes(lesson: Lesson[Options]) -> None:
    """Words of the visitor's choice on two axes made from pairs, and how like each other they are."""
    lesson.explain("axes")
    options = lesson.state
    names = {name: t(f"analogies.axis.{name}") for name in (*AXIS_NAMES, "own")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.select(lesson, "axis_x", names, t("analogies.axis.across"))
        controls.select(lesson, "axis_y", names, t("analogies.axis.up"))
        if "own" in (options.axis_x, options.axis_y):
            st.text_input(t("analogies.axis.pairs"), max_chars=400, **lesson.widget("pairs"))
    st.text_input(t("analogies.axis.words"), max_chars=400, **lesson.widget("words"))
    words, missing = compute.listed_words(options.words, options.vectors)
    if missing:
        st.caption(t("vectors.missing", words=", ".join(missing)))
    if len(words) < 2:
        st.caption(t("analogies.axis.too_few"))
        return
    with lesson.guard():
        x = compute.on_axis(words, options.axis_x, options.pairs, options.vectors)
        y = compute.on_axis(words, options.axis_y, options.pairs, options.vectors)
        titles = tuple(_axis_title(axis, options.pairs) for axis in (options.axis_x, options.axis_y))
        head = [t("analogies.axis.word"), names[options.axis_x], names[options.axis_y]]
        chart(
            figures.on_axes(words, x, y, titles, theme()),
            "analogies.axes",
            lambda: (head, [[w, f"{a:.3f}", f"{b:.3f}"] for w, a, b in zip(words, x, y, strict=True)]),
        )
    cosines = compute.similarity_matrix(words, options.vectors)
    st.markdown(t("analogies.axis.matrix"))
    rows = [[word, *(f"{value:.2f}" for value in row)] for word, row in zip(words, cosines, strict=True)]
    chart(figures.matrix(words, cosines, theme()), "analogies.matrix", lambda: (["", *words], rows))


def _axis_title(axis: str, pairs: str) -> str:
    first = compute.first_pair(axis, pairs)
    return f"{t(f'analogies.axis.{axis}')}: {first[0]} → {first[1]}" if first else t(f"analogies.axis.{axis}")
