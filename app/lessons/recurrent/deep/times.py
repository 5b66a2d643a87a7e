"""The tab on what depth is worth and costs: bits and milliseconds as measured for the cards, and twenty steps measured here."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.deep import compute, figures
from app.lessons.recurrent.deep.options import Options
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.numbers import signed
from app.ui.tables import html_table
from core.recurrent.options import CELLS, DEPTHS, TimesConfig
from core.recurrent.results.deep import StepTimes

HERE = "deep.times"  # where a visitor's session keeps what was measured here, for the chart in the picture


def measured_here() -> StepTimes | None:
    """What this visitor has had measured, if anything."""
    return st.session_state.get(HERE)


def times(lesson: Lesson[Options]) -> None:
    """Quality against depth and against time a step; then measured again."""
    lesson.explain("times")
    found, words = compute.figures(), {name: t(f"deep.times.{name}") for name in ("bits", "ms", "layers")}
    head = [t(f"deep.column.{name}") for name in ("network", "units", "weights", "bits", "ms", "here")]
    before = measured_here()

    def table() -> tuple[list[str], list[list[str]]]:
        return head, [_row(found[cell, layers], before) for cell in CELLS for layers in DEPTHS]

    chart(figures.bits_against_time(found, words, theme()), "deep.bits_against_time", table)
    st.html(html_table([t(f"deep.column.{name}") for name in ("step", *CELLS)], _steps()))
    st.markdown(t("deep.times.enough", **{cell: compute.enough(cell) for cell in CELLS}))
    lesson.explain("times_why")
    made = job_view.offer("step_times", TimesConfig(again=lesson.state.again), t("deep.times.measure"))
    if made is not None and made != before:
        st.session_state[HERE] = made
        st.rerun()
    if before is not None:
        rows = [[cell.upper(), *(f"{ms:.1f}" for ms in before.ms[cell])] for cell in CELLS]
        st.html(html_table([t("deep.times.here"), *(t("deep.column.layer_count", layers=n) for n in DEPTHS)], rows))
        lesson.explain("times_here")
    if made is not None:
        st.button(t("deep.times.again"), on_click=lambda: lesson.update(again=(lesson.state.again + 1) % 100))


def _row(one, here: StepTimes | None) -> list[str]:
    spread = f"{one.mean:.3f} ± {one.spread:.3f}"
    measured = "" if here is None else f"{here.ms[one.cell][one.layers - 1]:.1f}"
    name = t("deep.times.network", cell=one.cell.upper(), layers=one.layers)
    return [name, str(one.units), f"{one.weights:,}", spread, f"{one.step_ms:.1f}", measured]


def _steps() -> list[list[str]]:
    """A row for each layer that is added: by how many bits it makes a letter cheaper, with its interval."""
    rows = []
    for steps in zip(*(compute.deeper(cell) for cell in CELLS), strict=True):
        cells = []
        for one in steps:
            mark = {True: "✓", False: "✗", None: "?"}[one.pays]
            cells.append(f"{mark} {signed(one.gain, 3)} ({signed(one.low, 3)} … {signed(one.high, 3)})")
        rows.append([t("deep.times.step", shallow=steps[0].shallow, deep=steps[0].deep), *cells])
    return rows
