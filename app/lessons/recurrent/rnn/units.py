"""The tab of the unit explorer: a text coloured by one unit, and the units that react to a phrase of it."""

from __future__ import annotations

import streamlit as st

from app.i18n import prefixed, t
from app.lessons.recurrent.rnn import compute
from app.lessons.recurrent.shown import Shown, visible
from app.lessons.recurrent.text_strip import text_strip
from app.ui import job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.results import Match

CORPUS_MODEL = "shakespeare_rnn"


def units(lesson: Lesson, shown: Shown | None) -> None:
    """The text coloured by a unit; units that are on exactly at a selected phrase; where they are on together elsewhere."""
    lesson.explain("units")
    if shown is None:
        return
    reading = shown.reading
    states = reading.trace.series[reading.trace.state]
    unit = int(
        st.number_input(t("units.unit"), 0, states.shape[1] - 1, shown.unit, width=160, key=f"rnn.unit.{shown.unit}")
    )
    selected = tuple(lesson.state.selected)
    chosen = text_strip(
        reading.tokens,
        states[:, unit].tolist(),
        selection=selected if len(selected) == 2 else None,
        marks=reading.unknown,
        labels=prefixed("strip."),
        key="rnn.strip",
        on_change=lambda span: lesson.update(selected=tuple(span or ())),
    )
    if not chosen:
        st.caption(t("units.select"))
        return
    on = compute.units_on(reading, *chosen)
    if not on:
        st.markdown(t("units.none"))
        return
    st.markdown(t("units.on", units=", ".join(map(str, on[:12])), count=len(on)))
    if shown.key.family == "shakespeare":
        found = job_view.offer("units", {"model": CORPUS_MODEL, "units": on[:12]}, t("units.search"))
        if found is not None:
            _draw_places(found)


def _draw_places(found: list[Match]) -> None:
    """Where else the units are on together, with the text around it."""
    if not found:
        st.markdown(t("units.nowhere"))
        return
    rows = [
        ["".join(map(visible, m.before)), "".join(map(visible, m.text)), "".join(map(visible, m.after))] for m in found
    ]
    st.html(html_table([t("units.before"), t("units.there"), t("units.after")], rows, numbers=False))
