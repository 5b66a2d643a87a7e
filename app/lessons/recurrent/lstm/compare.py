"""The tab of the three cells: RNN, GRU and LSTM on one text, stepping together."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent import compute as shared
from app.lessons.recurrent import model_cards
from app.lessons.recurrent.cell_stepper import Rest, cell_stepper, window_start
from app.lessons.recurrent.lstm import compute, figures
from app.lessons.recurrent.presets import CELLS, NESTED
from app.ui.charts import Table, chart, theme
from app.ui.frame import Lesson
from core.recurrent.options import ModelKey

KINDS = ("agreement", "bracket", "quote")


def compare(lesson: Lesson) -> None:
    """Three pictures on one text of the made language, and accuracy against distance from the model cards."""
    first, rest = lesson.text.parts("compare")
    st.markdown(first, anchors=False)
    text = lesson.state.text if lesson.state.model == "nested" else NESTED["agreement"]
    for cell in CELLS:
        st.markdown(f"**{cell.upper()}**")
        _picture(lesson, ModelKey(cell, "nested"), text)
    st.markdown(rest, anchors=False)
    kind = st.segmented_control(
        t("compare.kind"),
        KINDS,
        default=KINDS[0],
        required=True,
        format_func=lambda k: t(f"kind.{k}"),
        key=f"{lesson.slug}.kind",
        label_visibility="collapsed",
    )
    words = {"distance": t("compare.distance"), "accuracy": t("compare.accuracy"), "chance": t("compare.chance")}
    found = compute.accuracy()
    figure = figures.accuracy_by_distance(found, kind, words, theme())
    chart(figure, f"{lesson.slug}.accuracy", lambda: _table(found, kind))
    model_cards.table({f"nested_{cell}": cell.upper() for cell in CELLS})


def _table(found: dict[str, list[dict]], kind: str) -> Table:
    """The chart's numbers: a row for each distance, and how many sentences stand behind it."""
    rows = zip(*([row for row in found[cell] if row["kind"] == kind] for cell in CELLS), strict=True)
    shares = [
        [f"{r[0]['from']}–{r[0]['below'] - 1}", *(f"{x['correct'] / x['count']:.3f}" for x in r), f"{r[0]['count']:,}"]
        for r in rows
    ]
    return [t("compare.distance"), *(cell.upper() for cell in CELLS), "n"], shares


def _picture(lesson: Lesson, key: ModelKey, text: str) -> None:
    """One of three pictures that step together."""
    options = lesson.state
    total = shared.steps(key, text)
    step = min(options.together, total - 1)
    reading = shared.reading(key, text, start=window_start(step, total), shared=text in NESTED.values())
    cell_stepper(
        reading,
        equation=key.cell,
        rest=Rest(step),
        key=f"{lesson.slug}.compare.{key.cell}",
        height=150,
        group=f"{lesson.slug}.compare",
        labels=prefixed("stepper."),
        on_change=lambda rest: lesson.update(together=rest.step),
        present=state.session().present,
    )
