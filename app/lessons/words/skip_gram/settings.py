"""How the training is set: everything that the row of controls has no room for."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.skip_gram.options import SUBSAMPLES, VOCABULARIES, Options
from app.ui import controls
from app.ui.frame import Lesson


def settings(lesson: Lesson[Options]) -> None:
    """Window, dimensions, epochs, subsampling, k, vocabulary, seed, and the side the map is seen from."""
    controls.slider(lesson, "window", t("skip_gram.window"), 1, 10, 1)
    controls.slider(lesson, "dimension", t("skip_gram.dimension"), 2, 100, 1)
    controls.slider(lesson, "epochs", t("skip_gram.epochs"), 1, 30, 1)
    names = {value: f"{value:g}" if value else t("skip_gram.subsample.off") for value in SUBSAMPLES}
    controls.select(lesson, "subsample", names, t("skip_gram.subsample"))
    if lesson.state.output == "negative":
        controls.slider(lesson, "negative", t("skip_gram.negative"), 1, 20, 1)
    controls.select(lesson, "vocabulary", {size: f"{size:,}" for size in VOCABULARIES}, t("skip_gram.vocabulary"))
    st.number_input(t("skip_gram.seed"), 0, 9999, step=1, **lesson.widget("seed"))
    planes = {plane: t(f"skip_gram.plane.{plane}") for plane in ("groups", "pca")}
    controls.choice(lesson, "plane", planes, t("skip_gram.plane"), True)
