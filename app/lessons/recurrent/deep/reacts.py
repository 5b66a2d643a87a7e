"""The tab on what units react to: of each layer the unit that follows a property best, and how slowly the layers change."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.deep import compute
from app.lessons.recurrent.deep.options import Options
from app.lessons.recurrent.deep.shown import Shown
from app.ui.frame import Lesson
from app.ui.numbers import signed
from app.ui.tables import html_table


def reacts(lesson: Lesson[Options], shown: Shown) -> None:
    """A row a property, a column a layer; then for how many letters a unit holds its sign."""
    options = lesson.state
    if options.both:
        lesson.explain("reacts_both")
        return
    lesson.explain("reacts")
    strongest = compute.strongest(options.cell, options.layers)
    head = [t("deep.column.follows"), *(t("deep.column.layer", layer=n + 1) for n in range(options.layers))]
    rows = [
        [t(f"deep.picture.follows_{name}"), *(t("deep.reacts.unit", unit=u, r=signed(r, 2)) for u, r in row)]
        for name, row in ((name, [layer[name] for layer in strongest]) for name in strongest[0])
    ]
    st.html(html_table(head, rows))
    lesson.explain("reacts_slow")
    measured = compute.figures()[options.cell, options.layers]
    head = [t("deep.column.of_layer"), t("deep.column.holds_here"), t("deep.column.holds")]
    rows = [
        [str(n + 1), f"{here:.1f}", f"{held_out:.1f}"]
        for n, (here, held_out) in enumerate(zip(shown.found.holds, measured.holds, strict=True))
    ]
    st.html(html_table(head, rows))
    lesson.explain("reacts_why")
