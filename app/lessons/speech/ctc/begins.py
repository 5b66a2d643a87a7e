"""The recogniser as it is trained: what it heard in a clip at moments on the way, one of which can listen in the picture."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.speech.ctc import compute, figures
from app.lessons.speech.ctc.options import PRESETS, Options
from app.lessons.speech.options import OWN
from app.ui import charts
from app.ui.frame import Lesson
from core.speech.results import Moments


def begins(lesson: Lesson[Options]) -> None:
    """A row for each moment, and which of them listens above."""
    lesson.explain("begins")
    clip = PRESETS[0] if lesson.state.clip == OWN else lesson.state.clip
    kept = compute.moments(clip)
    if clip == lesson.state.clip:
        names = {i: f"{step:,}" for i, step in enumerate(kept.steps[:-1])} | {None: t("ctc.begins.end")}
        st.select_slider(
            t("ctc.begins.listens"),
            list(names),
            format_func=names.__getitem__,
            **lesson.widget("moment", lambda: lesson.update(step=None)),
        )
    words = {name: t(f"ctc.begins.{name}") for name in ("seconds", "steps")} | {"nothing": t("ctc.nothing")}
    figure = figures.beginning(kept, compute.heard(clip), words, charts.theme())
    charts.chart(figure, "ctc.beginning", lambda: _table(kept))
    lesson.explain("begins_why")


def _table(kept: Moments) -> charts.Table:
    rows = zip(kept.steps, kept.losses, kept.blanks, kept.texts, strict=True)
    return (
        [t(f"ctc.begins.{name}") for name in ("steps", "loss", "blanks", "text")],
        [[f"{step:,}", f"{loss:.1f}", f"{share:.0%}", text or t("ctc.nothing")] for step, loss, share, text in rows],
    )
