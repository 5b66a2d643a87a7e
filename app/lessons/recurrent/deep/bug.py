"""Two mistakes: “deeper is always better”, and dropout on the recurrent line."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.deep import compute, figures
from app.lessons.recurrent.deep.options import BUGS, Options
from app.ui import controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.layout import visible
from app.ui.tables import html_table
from core.recurrent.options import DROPOUT, NARROW, DropConfig
from core.recurrent.results.deep import Dropped


def find_the_bug(lesson: Lesson[Options]) -> None:
    """A choice between them, what each makes of it, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"deep.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen == "deeper":
        _deeper(lesson)
    elif chosen == "dropout":
        _dropout(lesson)


def _deeper(lesson: Lesson[Options]) -> None:
    """The same units in every layer, beside as many weights in every network."""
    lesson.explain("bug_deeper")
    found = compute.figures()
    narrow = {cell: compute.narrow(cell) for cell in NARROW}
    words = {name: t(f"deep.bug.{name}") for name in ("same_units", "same_weights")}
    words |= {name: t(f"deep.times.{name}") for name in ("bits", "layers")}
    head = [t(f"deep.column.{name}") for name in ("network", "units", "weights", "bits", "equal_units", "equal_bits")]

    def table() -> tuple[list[str], list[list[str]]]:
        rows = []
        for cell in NARROW:
            for layers, weights, bits in narrow[cell].rows:
                one = found[cell, layers]
                name = t("deep.times.network", cell=cell.upper(), layers=layers)
                rows.append(
                    [name, str(narrow[cell].units), f"{weights:,}", f"{bits:.3f}", str(one.units), f"{one.bits[0]:.3f}"]
                )
        return head, rows

    chart(figures.deeper(narrow, found, words, theme()), "deep.deeper", table)
    lesson.explain("deeper_why")


def _dropout(lesson: Lesson[Options]) -> None:
    """The text read with dropout here; then what came of training with it."""
    lesson.explain("bug_dropout")
    options = lesson.state
    if options.both:
        st.caption(t("deep.bug.letters_only"))
    else:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            controls.slider(lesson, "rate", t("deep.bug.rate"), 0.05, 0.75, 0.05)
            st.number_input(t("deep.bug.seed"), 0, 9999, width=120, **lesson.widget("seed"))
        config = DropConfig(options.cell, options.layers, options.text, options.rate, options.seed)
        found = job_view.offer("drop", config, t("deep.bug.drop"))
        if found is not None:
            _read_with_dropout(found)
    lesson.explain("dropout_trained")
    made = compute.dropout()
    head = [t(f"deep.column.{name}") for name in ("where", "bits", "made", "number", "open")]
    rows = [
        [
            t(f"deep.where.{where}"),
            *(f"{made['where'][where][name]:.3f}" for name in ("test", "made")),
            *(f"{100 * made['where'][where][name]:.1f} %" for name in ("number", "open")),
        ]
        for where in DROPOUT
    ]
    st.html(html_table(head, rows))
    lesson.explain("dropout_why")


def _read_with_dropout(found: Dropped) -> None:
    words = {where: t(f"deep.where.{where}") for where in found.p} | {"p": t("deep.bug.p_number")}
    if all((p != p).all() for p in found.p.values()):
        st.caption(t("deep.bug.no_number"))
        return

    def table() -> tuple[list[str], list[list[str]]]:
        head = [t("deep.column.symbol"), *(words[where] for where in found.p)]
        rows = [
            [visible(token), *("" if p[i] != p[i] else f"{p[i]:.3f}" for p in found.p.values())]
            for i, token in enumerate(found.tokens)
        ]
        return head, rows

    chart(figures.dropped(found, words, theme()), "deep.dropped", table)
