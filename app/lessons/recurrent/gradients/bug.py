"""The mistake: that clipping cures vanishing gradients."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.gradients import compute, figures
from app.lessons.recurrent.gradients.options import Options
from app.lessons.recurrent.gradients.shown import Shown
from app.ui import controls
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.layout import visible
from app.ui.numbers import scientific
from app.ui.tables import html_table
from core.recurrent.results.gradients import Cured


def find_the_bug(lesson: Lesson[Options], shown: Shown) -> None:
    """A switch that clips the pinned letter's gradient, and the check: each letter's share before and after."""
    names = {name: t("bug.none" if name == "none" else f"gradients.bug.{name}") for name in ("none", "cures")}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen == "none":
        return
    controls.slider(lesson, "cure", t("gradients.limit"), 0.01, 10.0, 0.01)
    found = compute.cured(lesson.state, shown.rest.pin)
    words = {
        name: t(f"gradients.bug.{name}") for name in ("before", "after", "rounded", "rounded_after", "back", "part")
    }
    places = sorted({0, shown.distance, len(found.before) - 1})
    head = [t(f"gradients.bug.{name}") for name in ("back", "letter", "share_before", "share_after", "before", "after")]
    every, tokens = range(len(found.before)), shown.tokens[: shown.rest.pin]
    chart(
        figures.cures(found, words, theme()),
        "gradients.cures",
        lambda: (head, [_row(found, back, tokens) for back in every]),
    )
    st.html(html_table(head, [_row(found, back, tokens) for back in places]))
    st.markdown(t("gradients.bug.said", norm=f"{found.norm:.2f}", clipped=f"{found.clipped:.2f}"))
    lesson.explain("bug_cures")


def _row(found: Cured, back: int, tokens: Sequence[str]) -> list[str]:
    """A letter's part before and after clipping, and its share of the largest part before and after."""
    parts = (found.before, found.after)
    shares = (f"{part[back] / part.max():.6e}" for part in parts)
    return [str(back), visible(tokens[-1 - back]), *shares, *(scientific(part[back]) for part in parts)]
