"""The tab on whole trainings: those that the recipe measured, and both trees trained here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.words.hierarchical_softmax import compute, figures
from app.lessons.words.hierarchical_softmax.options import Options
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table


def trained(lesson: Lesson[Options]) -> None:
    """The table of trainings; a button that trains both trees, and the curves of their loss."""
    lesson.explain("trained")
    columns = ("output", "epochs", "wordsim", "simlex", "loss", "seconds", "seeds")
    head = [t(f"hierarchical_softmax.column.{name}") for name in columns]
    rows = [
        [t(f"hierarchical_softmax.output.{output}"), epochs, *_figures(one)]
        for output, epochs, one in compute.trainings()
    ]
    st.html(html_table(head, rows))
    lesson.explain("trained_why")
    lesson.explain("trained_here")
    found = job_view.offer("trees", compute.TRAINED_HERE, t("hierarchical_softmax.train"))
    if found is not None:
        names = ("epoch", "loss", *found.kinds)
        words = {name: t(f"hierarchical_softmax.curve.{name}") for name in names}

        def table() -> tuple[list[str], list[list[str]]]:
            points = zip(*(curve.tolist() for curve in found.curves), strict=True)
            rows = [[f"{at[0][0]:.2f}", *(f"{loss:.3f}" for _, loss in at)] for at in points]
            return [words["epoch"], *(words[kind] for kind in found.kinds)], rows

        chart(figures.losses(found, words, theme()), "hierarchical_softmax.losses", table)
        pairs = zip(found.kinds, found.wordsim, found.rates, strict=True)
        rows = [[words[kind], f"{score:.3f}", f"{rate:,.0f}"] for kind, score, rate in pairs]
        st.html(html_table([t(f"hierarchical_softmax.column.{name}") for name in ("output", "wordsim", "rate")], rows))
        lesson.explain("trained_here_why")


def _figures(one: Mapping[str, Any]) -> list[str]:
    """What a row of the table says of trainings, with the standard deviation over seeds."""
    scores = [
        f"{one[name]:.3f} ± {one[f'{name}_sd']:.3f}" if f"{name}_sd" in one else f"{one[name]:.3f}"
        for name in ("wordsim", "simlex")
    ]
    loss = f"{one['loss']:.2f}" if "loss" in one else "–"
    return [*scores, loss, f"{one['seconds']:.0f}", str(one["seeds"])]
