"""RNN, GRU and LSTM on one text, stepping together; and a formula with a mistake beside the right one."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent import compute, figures
from app.lessons.recurrent.cell_stepper import Rest, cell_stepper, window_start
from app.lessons.recurrent.presets import NESTED
from app.lessons.recurrent.stepping import Picture, card_table, measured
from app.ui.charts import Table, chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import ModelKey

CELLS = ("rnn", "gru", "lstm")
KINDS = ("bracket", "quote", "agreement")


def compare(lesson: Lesson) -> None:
    """Three pictures on one text of the made language, and accuracy against distance from the model cards."""
    lesson.explain("compare")
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
    card_table({f"nested_{cell}": cell.upper() for cell in CELLS}, measured())
    text = lesson.state.text if lesson.state.model == "nested" else NESTED["nested"]
    for cell in CELLS:
        st.markdown(f"**{cell.upper()}**")
        _follow(lesson, ModelKey(cell, "nested"), text)


def _table(found: dict[str, list[dict]], kind: str) -> Table:
    """The chart's numbers: a row for each distance, and how many sentences stand behind it."""
    rows = zip(*([row for row in found[cell] if row["kind"] == kind] for cell in CELLS), strict=True)
    shares = [
        [f"{r[0]['from']}–{r[0]['below'] - 1}", *(f"{x['correct'] / x['count']:.3f}" for x in r), f"{r[0]['count']:,}"]
        for r in rows
    ]
    return [t("compare.distance"), *(cell.upper() for cell in CELLS), "n"], shares


def _follow(lesson: Lesson, key: ModelKey, text: str) -> None:
    """One of three pictures that step together."""
    options = lesson.state
    total = compute.steps(key, text)
    step = min(options.together, total - 1)
    reading = compute.reading(key, text, start=window_start(step, total), shared=text in NESTED.values())
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


def against_the_right_formula(lesson: Lesson, shown: Picture, right: ModelKey) -> None:
    """The loss of the formula on screen beside that of the right one on the same weights: the check that catches it."""
    options = lesson.state
    fixed = compute.reading(right, options.text, start=shown.reading.start)
    (wrong_sum, count), (right_sum, _) = compute.loss_sum(shown.reading), compute.loss_sum(fixed)
    if count:
        st.html(
            html_table(
                [t("bug.formula"), t("bug.loss"), t("bug.per_symbol")],
                [
                    [t("bug.right"), f"{right_sum:.4f}", f"{right_sum / count:.4f}"],
                    [t("bug.shown"), f"{wrong_sum:.4f}", f"{wrong_sum / count:.4f}"],
                ],
            )
        )
