"""A formula with a mistake beside the right one."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent import compute
from app.lessons.recurrent.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import ModelKey


def against_the_right_formula(lesson: Lesson, shown: Shown, right: ModelKey) -> None:
    """The loss of the formula on screen beside that of the right one on the same weights: the check that catches it."""
    fixed = compute.reading(right, lesson.state.text, start=shown.reading.start)
    (wrong_sum, count), (right_sum, _) = compute.loss_sum(shown.reading), compute.loss_sum(fixed)
    if count:
        st.html(
            html_table(
                [t("bug.formula"), t("bug.loss"), t("bug.per_symbol")],
                [
                    [t("bug.right"), f"{right_sum:.4f}", f"{right_sum / count:.4f}"],
                    [t("bug.shown"), f"{wrong_sum:.4f}", f"{wrong_sum / count:.4f}"],
                ],
            )
        )
