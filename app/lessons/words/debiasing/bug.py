"""The tab on two mistakes in equalising, and the lengths that come of them."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.debiasing import compute
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import EqualPair

EXPLAINED = ("news", "glove")  # vectors whose lengths a sentence is about


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Two mistakes in equalising, and the lengths that come out beside the right ones."""
    names = {"none": t("bug.none"), "whole": t("debiasing.bug.whole"), "raw": t("debiasing.bug.raw")}
    controls.choice(lesson, "bug", names, t("tab.bug"))
    if shown is not None:
        lines = {form: compute.line(shown.key, (), 5, form) for form in ("paper", "whole", "raw")}
        rows = []
        for right, whole, raw in zip(*(line.pairs for line in lines.values()), strict=True):
            if right.after is not None:
                rows.append(
                    [" – ".join(right.words), *map(_lengths, (right, whole, raw)), f"{raw.after.under_root:.2f}"]
                )
        head = [
            t("debiasing.line.pairs"),
            t("debiasing.length.paper"),
            t("debiasing.length.whole"),
            t("debiasing.length.raw"),
        ]
        st.html(html_table([*head, t("debiasing.under")], rows))
        if shown.key.vectors in EXPLAINED:
            st.caption(t(f"debiasing.lengths.{shown.key.vectors}"))
    lesson.explain("bug")


def _lengths(pair: EqualPair) -> str:
    return "–" if pair.after is None else ", ".join(f"{length:.3f}" for length in pair.after.lengths)
