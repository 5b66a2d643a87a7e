"""Quality and time against the width of the beam: measured by the recipe, and live on a few sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.translate import compute as shared
from app.lessons.translate.beam_search import compute, figures
from app.lessons.translate.beam_search.options import WIDTHS, Options
from app.lessons.translate.beam_search.shown import Shown
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import Widths


def widths(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Quality and time against B: as measured by the recipe, and live on a few; the empty translation."""
    lesson.explain("widths")
    _measured(compute.measurements(lesson.state.task))
    lesson.explain("empty")
    if shown is None:
        return
    options, few = lesson.state, compute.few(lesson.state.task)
    texts = (options.text, *(text for text in few if text != options.text))
    st.markdown(
        t(
            "beam_search.widths.empty_here",
            log_p=f"{shown.found.empty:.2f}",
            best=f"{shown.found.trace.likeliest:.2f}",
            width=options.width,
        )
    )
    references = tuple(shared.references(options.task, text) for text in texts)
    asked = {"name": options.task, "texts": texts, "references": references, "widths": WIDTHS}
    measured: Widths | None = job_view.offer("beam_widths", asked, t("beam_search.widths.run", count=len(texts)))
    if measured is not None:
        _live(measured)
        st.caption(t("beam_search.widths.scored", count=sum(map(bool, references))))
        _of_this_sentence(measured)


def _measured(card: Mapping[str, Any]) -> None:
    """What the model card says of width, and of the empty translation."""
    rows = card.get("by_width", [])
    if rows:
        words = {"quality": "BLEU", "time": t("beam_search.widths.ms")}
        names = ("log_p", "empties", "ms")
        head = ["B", "α", "BLEU", *(t(f"beam_search.widths.{name}") for name in names)]
        table = [
            [
                str(row["width"]),
                f"{row['alpha']:g}",
                f"{row['bleu']:.2f}",
                f"{row['log_probability']:.3f}",
                str(row["empty"]),
            ]
            + [f"{row['milliseconds']:.0f}"]
            for row in rows
        ]
        chart(figures.measured(rows, words, theme()), "beam_search.measured", lambda: (head, table))
        st.caption(t("beam_search.widths.measured"))
    if "empty" in card:
        st.caption(t("beam_search.widths.preferred", preferred=card["empty"]["preferred"], count=card["empty"]["of"]))


def _live(measured: Widths) -> None:
    words = {"quality": t("beam_search.widths.log_p"), "bleu": "BLEU", "time": t("beam_search.widths.ms")}
    head = ["B", *words.values(), t("beam_search.widths.length"), t("beam_search.widths.empties")]
    rows = [
        [str(row.width), f"{row.log_probability:.3f}", f"{row.bleu:.1f}", f"{1000 * row.seconds:.0f}"]
        + [f"{row.length:.1f}", str(row.empty)]
        for row in measured.rows
    ]
    chart(figures.live(measured.rows, words, theme()), "beam_search.live", lambda: (head, rows))


def _of_this_sentence(measured: Widths) -> None:
    st.markdown(f"**{t('beam_search.widths.this')}**")
    head = ["B", t("beam_search.widths.likeliest"), "Σ log P", "T"]
    own = [
        [
            str(row.width),
            row.texts[0] or t("beam_search.nothing"),
            f"{row.log_probabilities[0]:.2f}",
            str(row.lengths[0]),
        ]
        for row in measured.rows
    ]
    own.append([t("beam_search.widths.none"), t("beam_search.nothing"), f"{measured.empty[0]:.2f}", "1"])
    st.html(html_table(head, own))
