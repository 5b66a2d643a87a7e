"""How the training is set: what neither the row of controls nor the picture has."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.glove.options import Options
from app.ui import controls
from app.ui.frame import Lesson


def settings(lesson: Lesson[Options]) -> None:
    """Dimensions, epochs, seed; and the words whose neighbours are shown."""
    controls.slider(lesson, "dimension", t("glove.dimension"), 2, 100, 1)
    controls.slider(lesson, "epochs", t("glove.epochs"), 1, 100, 1)
    st.number_input(t("glove.seed"), 0, 9999, step=1, **lesson.widget("seed"))
    st.text_input(t("glove.asked"), max_chars=200, **lesson.widget("asked"))
    st.caption(t("glove.handles"))
