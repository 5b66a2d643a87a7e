"""The mistake: a softmax over the output's steps, and the sums that give it away."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.attention import compute
from app.lessons.translate.attention.options import Options
from app.lessons.translate.attention.shown import Shown
from app.lessons.translate.sentence import visible
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

PIECES = 8  # of the output in the table


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A switch for it, and the sums of the weights with and without it."""
    controls.toggle(lesson, "bug", t("attention.bug"))
    if shown is not None:
        right, wrong = compute.right_and_mistaken(shown.task, shown.text, shown.locale)
        rows = [
            [t("attention.piece"), *(visible(piece) for piece in wrong.target[:PIECES])],
            [t("attention.sum_right"), *(f"{value:.2f}" for value in right.alpha.sum(1)[:PIECES])],
            [t("attention.sum_wrong"), *(f"{value:.2f}" for value in wrong.alpha.sum(1)[:PIECES])],
        ]
        st.text(f"{t('attention.over_source')}: {right.text}")
        st.text(f"{t('attention.over_outputs')}: {wrong.text}")
        width = min(len(row) for row in rows)
        st.html(html_table([cell or "·" for cell in rows[0][:width]], [row[:width] for row in rows[1:]]))
    lesson.explain("bug")
