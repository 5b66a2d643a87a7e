"""The tab on free running: the model reads what it has written itself."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.language_model import compute
from app.lessons.recurrent.language_model.options import Options
from app.lessons.recurrent.language_model.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table


def free_running(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The switch, how many words are given, and what both models make of each beginning of sentence A."""
    lesson.explain("free")
    if shown is None:
        return
    words = shown.race.a.words
    with st.container(horizontal=True, vertical_alignment="center"):
        controls.toggle(lesson, "free", t("language_model.free"))
        if lesson.state.free and len(words) > 1:
            controls.slider(lesson, "given", t("language_model.given"), 0, len(words), 1)
    given = [*range(0, min(len(words), 8) + 1, 2)]
    rows = [
        [compute.joined(words[:count]) or "–", *(_written(words, count, model) for model in ("words", "letters"))]
        for count in given
    ]
    head = [t("language_model.free.given"), *(t(f"language_model.models.{model}") for model in ("words", "letters"))]
    st.html(html_table(head, rows, numbers=False))


def _written(words: tuple[str, ...], count: int, model: str) -> str:
    return f"… {compute.joined(compute.free(words, count, model)[count:])}"
