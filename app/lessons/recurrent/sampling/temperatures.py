"""The tab on one needle: the same random numbers at three temperatures."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.sampling import compute, figures
from app.lessons.recurrent.sampling.options import Options
from app.lessons.recurrent.sampling.shown import Shown, token
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table

SEEDS = 6  # texts of which each is written three times


def one_needle(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The open step under three temperatures, and whole texts by the same random numbers."""
    lesson.explain("temperatures")
    if shown is None:
        return
    if shown.u is None:
        st.caption(t("sampling.was_kept"))
    else:
        _open_step(lesson, shown, shown.u)
    first = shown.writing.others[0].seed if shown.writing.others else 1
    seeds = range(first, first + SEEDS)
    texts = compute.at_temperatures(shown.source, shown.writing.sample.start, lesson.state, seeds)
    columns = [t("sampling.column.seed"), *(f"T = {T}" for T in compute.TEMPERATURES)]
    st.html(html_table(columns, [[str(seed), *row] for seed, row in zip(seeds, texts, strict=True)], numbers=False))


def _open_step(lesson: Lesson[Options], shown: Shown, u: float) -> None:
    hits = compute.hits(shown.source, shown.draw, lesson.state, u)
    words = {"others": t("sampling.others"), "chance": t("sampling.chances")}
    head = [t(f"sampling.column.{name}") for name in ("temperature", "drawn", "from", "to", "choices")]
    rows = [
        [f"{hit.temperature:.1f}", token(hit.symbol), f"{hit.left:.3f}", f"{hit.right:.3f}", f"{hit.perplexity:.1f}"]
        for hit in hits
    ]
    chart(figures.one_needle(hits, u, words, theme()), "sampling.one_needle", lambda: (head, rows))
