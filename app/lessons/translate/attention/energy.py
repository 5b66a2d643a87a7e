"""One energy taken apart into its hidden units."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.attention import compute, figures
from app.lessons.translate.attention.options import Options
from app.lessons.translate.attention.shown import Shown
from app.lessons.translate.sentence import visible
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import Energy

LARGEST = 6  # units in the table


def energy(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The energy of the pinned piece, or of the one most looked at."""
    lesson.explain("energy")
    if shown is None:
        return
    step, position = shown.rest.step, shown.rest.position
    if position is None:
        position = shown.decoding.most_looked_at(step)
    found = compute.energy(shown.task, shown.text, shown.decoding, step, position, shown.locale)
    names = {
        "t": step + 1,
        "word": shown.written(step),
        "source": visible(shown.decoding.source[position]),
    }
    st.markdown(t("attention.energy_of", **names))
    figure = figures.energy(found, {"unit": t("attention.unit"), "part": "v · tanh"}, theme())
    head, rows = [t("attention.unit"), "W_a s", "U_a a + b", "tanh", "v", "v · tanh"], _units(found)
    st.html(html_table(head, rows))
    chart(figure, "attention.energy", lambda: (head, _units(found, len(found.v))))


def _units(found: Energy, count: int = LARGEST) -> list[list[str]]:
    """The units with the largest part in the energy, and what all give together."""
    parts = found.parts
    rows = [
        [str(i + 1), *(f"{x:+.3f}" for x in (found.query[i], found.key[i], found.hidden[i], found.v[i], parts[i]))]
        for i in found.largest(count)
    ]
    return [*rows, ["e", "", "", "", t("attention.all_units", count=len(parts)), f"{found.energy:+.3f}"]]
