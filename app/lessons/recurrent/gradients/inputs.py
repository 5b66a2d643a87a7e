"""The controls above the picture: the text, which weights, and gradients by what."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent import compute as section
from app.lessons.recurrent.gradients import compute
from app.lessons.recurrent.gradients.options import BY, TEXTS, Options
from app.ui import controls
from app.ui.frame import Lesson
from core.recurrent.options import REACH_LETTERS
from core.recurrent.results.gradients import Reach

MOST = 12  # letters that are named


def inputs(lesson: Lesson[Options]) -> None:
    """The row of controls."""

    def begin() -> None:
        lesson.update(**compute.places(lesson.state.text))

    with controls.row():
        presets = {t(f"gradients.text.{name}"): text for name, text in TEXTS.items()}
        controls.text(lesson, presets, check=compute.check, then=begin, chosen=begin)
        controls.choice(
            lesson,
            "weights",
            {name: t(f"gradients.weights.{name}") for name in ("trained", "fresh")},
            t("gradients.weights"),
        )
        controls.choice(lesson, "by", {name: t(f"gradients.by.{name}") for name in BY}, t("gradients.by"))


def said(lesson: Lesson[Options], found: Reach) -> None:
    """What of a text was left out, what the networks do not know of it, that it is not of their language, and where digits end.

    found: the RNN's, the only one whose gradients may explode.
    """
    if not found.is_all:
        lesson.say("gradients.cut", count=REACH_LETTERS)
    unknown = compute.unknown(found.tokens)
    if unknown:
        st.caption(t("gradients.unknown", letters=" ".join(unknown[:MOST]) + (" …" if len(unknown) > MOST else "")))
    if not section.reads("nested", lesson.state.text):
        st.caption(t("gradients.foreign"))
    if found.is_chaotic:
        st.caption(t("gradients.chaotic"))
