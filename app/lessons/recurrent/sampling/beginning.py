"""The controls above the picture: who writes, and what it goes on from."""

from __future__ import annotations

import functools

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import STARTS, Options
from app.ui import controls
from app.ui.frame import Lesson
from core.recurrent.options import SOURCES

ANEW = {"kept": "", "step": 0, "needle": None}  # a text that is written from its beginning


def beginning(lesson: Lesson[Options]) -> None:
    """The row of controls, and a line where a mistake is on."""
    source = lesson.state.source
    if source != "everyday" and lesson.state.beginning == STARTS["everyday"][0]:
        lesson.update(beginning=STARTS[source][0], **ANEW)  # an address that names the network alone
    with controls.row():
        names = {name: t(f"sampling.source.{name}") for name in SOURCES}
        controls.select(
            lesson,
            "source",
            names,
            t("sampling.source"),
            visible=False,
            then=functools.partial(_other, lesson),
            width=215,
        )
        offered = {text or t("sampling.nothing"): text for text in STARTS[lesson.state.source]}
        controls.text(
            lesson,
            offered,
            "beginning",
            t("sampling.beginning"),
            check=lambda text: compute.read(lesson.state.source, text),
            then=functools.partial(_anew, lesson),
            chosen=functools.partial(_anew, lesson),
            may_be_empty=True,
        )
    if lesson.state.bug != "none":
        st.caption(t("bug.on"))
    elif source != "everyday":
        st.caption(t(f"sampling.about.{source}"))


def _other(lesson: Lesson[Options]) -> None:
    """Another network begins with a text of its own."""
    controls.forget_refused(lesson.slug, "beginning")
    lesson.update(beginning=STARTS[lesson.state.source][0], **ANEW)


def _anew(lesson: Lesson[Options]) -> None:
    lesson.update(**ANEW)
