"""The tab on the map: what lies near the sentence on screen, and whether sentences of one meaning meet."""

from __future__ import annotations

import numpy as np
import streamlit as st

from app.i18n import t
from app.lessons.translate.seq2seq import compute
from app.lessons.translate.seq2seq.options import Options
from app.lessons.translate.seq2seq.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

NEAREST = 6


def sentence_map(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The nearest sentences of the map that is chosen, and what holds for all of its groups."""
    lesson.explain("map")
    if shown is None:
        return
    names = {kind: t(f"seq2seq.map.{kind}") for kind in shown.maps}
    if len(names) > 1:
        controls.choice(lesson, "map", names, t("seq2seq.map"))
    kind = shown.rest.map if shown.rest.map in shown.maps else next(iter(shown.maps))
    found = shown.maps[kind]
    head = [t(f"seq2seq.column.{name}") for name in ("sentence", "cos", "distance")]
    nearest = np.argsort(found.apart, kind="stable")[:NEAREST]
    st.html(html_table(head, [[found.texts[i], f"{found.near[i]:.3f}", f"{found.apart[i]:.2f}"] for i in nearest]))
    _groups(shown.found.name, kind)
    lesson.explain("map_why")


def _groups(name: str, kind: str) -> None:
    """How far sentences of one meaning lie apart, by c and by a bag of words."""
    found = compute.means(name, kind)
    head = [t(f"seq2seq.column.{column}") for column in ("vector", "within", "between", "same")]
    rows = [
        [t(f"seq2seq.by.{by}"), f"{one.within:.2f}", f"{one.between:.2f}", f"{one.nearest} / {one.of}"]
        for by, one in found.items()
    ]
    st.html(html_table(head, rows))
