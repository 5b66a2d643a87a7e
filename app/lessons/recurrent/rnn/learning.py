"""The tab on where weights come from: a small network learns before one's eyes."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent.options import PLURAL
from app.lessons.recurrent.rnn import compute
from app.lessons.recurrent.rnn.learning_picture import draw
from app.lessons.recurrent.rnn.options import RATES, STEPS, UNITS
from app.ui import controls, job_view
from app.ui.frame import Lesson
from core.recurrent.options import LearnConfig

LONGEST = 60  # symbols of a text that is watched


def learning(lesson: Lesson) -> None:
    """How it is trained, a button that does it, and the film of it on a text of the made language."""
    lesson.explain("learn")
    options = lesson.state
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.select(lesson, "rate", {rate: f"{rate:g}" for rate in RATES}, t("learn.rate"), width=130)
        controls.select(lesson, "steps", {steps: str(steps) for steps in STEPS}, t("learn.steps"), width=110)
        controls.select(lesson, "size", {size: f"H = {size}" for size in UNITS}, t("learn.size"), width=110)
        st.number_input(t("learn.seed"), 0, 9999, width=120, **lesson.widget("seed"))
    config = LearnConfig(options.size, options.rate, options.steps, options.seed)
    learned = job_view.offer("learn", config, t("learn.start"))
    if learned is None:
        return
    text = options.text if len(options.text) <= LONGEST and compute.reads("nested", options.text) else PLURAL
    draw(
        learned,
        compute.watched(learned, config, text),
        even=compute.nothing_known(),
        labels=prefixed("stepper.") | prefixed("learn."),
        key="rnn.learning",
        present=state.session().present,
    )
    lesson.explain("learned")
