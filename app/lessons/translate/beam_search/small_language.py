"""The referees: every sentence of a small language by brute force, and teacher forcing."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.beam_search import compute
from app.lessons.translate.beam_search.options import Options
from app.lessons.translate.beam_search.shown import Shown
from app.ui import checks, controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

WIDTHS = (1, 2, 3, 5, 10, 25)


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Every sentence of a small language by brute force; then teacher forcing on what the search finished."""
    lesson.explain("referee")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.slider(lesson, "words", t("beam_search.small.words"), 2, 5, 1)
        controls.slider(lesson, "longest", t("beam_search.small.longest"), 2, 6, 1)
        st.number_input(t("beam_search.small.seed"), 0, 9999, step=1, width=150, **lesson.widget("small"))
    options = lesson.state
    every = compute.small(options.words, options.longest, options.small, 0.0, WIDTHS)
    values = {
        "count": f"{every.count:,}",
        "words": every.words,
        "p": f"{every.probability:.4g}",
        "log_p": f"{every.log_probability:.3f}",
    }
    st.markdown(t("beam_search.small.best", **values))
    rows = [
        [
            str(one.width),
            one.words,
            f"{one.log_probability:.3f}",
            t("beam_search.small.yes") if one.is_best else t("beam_search.small.no"),
            str(one.scored),
        ]
        for one in every.trials
    ]
    heads = ("width_head", "found", "log_p", "optimum", "scored")
    st.html(html_table([t(f"beam_search.small.{head}") for head in heads], rows))
    if shown is not None:
        st.markdown(t("beam_search.forcing"))
        about = f"{options.task} {options.text} {options.width}"
        checks.referee(lesson, lambda: compute.referee(options.task, options.text, shown.found), about=about)
