"""The tab on thousands of darts: how often each word is hit, beside what P makes expect."""

from __future__ import annotations

import streamlit as st

from app.i18n import Markdown, plain, t
from app.lessons.words.negative_sampling import compute, figures
from app.lessons.words.negative_sampling.options import THROWN, Options
from app.ui import controls
from app.ui.charts import chart, theme
from app.ui.frame import Lesson

ROWS = 6


def darts(lesson: Lesson[Options]) -> None:
    """So many darts at the exponent that is set, counted, and whether they keep to P."""
    lesson.explain("darts")
    options = lesson.state
    names = {count: t("negative_sampling.darts.count", count=f"{count:,}") for count in THROWN}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.choice(lesson, "thrown", names, t("negative_sampling.darts.how_many"))
        st.number_input(t("negative_sampling.seed"), 0, 9999, step=1, width=142, **lesson.widget("throw"))
    found = compute.throws(compute.exponent(options), options.thrown, options.throw)
    words = {name: t(f"negative_sampling.darts.{name}") for name in ("rank", "counted", "expected", "darts")}
    bands = [
        f"{first + 1:,}" if last == first + 1 else f"{first + 1:,}–{last:,}"
        for first, last in zip(found.edges[:-1].tolist(), found.edges[1:].tolist(), strict=True)
    ]
    rows = list(zip(bands, found.counted.tolist(), found.expected.tolist(), strict=True))
    chart(
        figures.throws(found, bands, words, theme()),
        "negative_sampling.darts.chart",
        lambda: (
            [words["rank"], words["counted"], words["expected"]],
            [[a, f"{b:,}", f"{c:,.1f}"] for a, b, c in rows],
        ),
    )
    first = ", ".join(
        f"*{plain(word)}* {counted:,} ({expected:,.1f})"
        for word, counted, expected in zip(
            compute.frequent(), found.word_counted[:ROWS].tolist(), found.word_expected.tolist(), strict=False
        )
    )
    st.markdown(t("negative_sampling.darts.words", words=Markdown(first), different=f"{found.different:,}"))
    values = {"chi": f"{found.chi_square:,.1f}", "free": f"{found.bins - 1:,}", "p": f"{100 * found.p_value:.0f}"}
    st.markdown(t("negative_sampling.darts.fit", **values))
