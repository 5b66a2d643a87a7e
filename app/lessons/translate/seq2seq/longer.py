"""The tab on length: the sentence word by word longer, BLEU by length in both orders, and vectors of other sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.translate.seq2seq import compute, figures
from app.lessons.translate.seq2seq.options import Options
from app.lessons.translate.seq2seq.shown import Shown
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table

ORDERS = ("as_it_stands", "reversed")


def longer(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Where this sentence breaks, and where sentences of a test set do."""
    lesson.explain("longer")
    if shown is not None:
        _growing(shown)
    lesson.explain("order")
    _by_length(compute.measured())
    lesson.explain("order_why")
    _sizes(compute.measured()["sizes"])
    lesson.explain("sizes_why")


def _growing(shown: Shown) -> None:
    found = compute.growing(shown.found.name, shown.found.text)
    head = [t(f"seq2seq.column.{name}") for name in ("words", "cut", "one_vector", "attention", "shared")]
    rows = [
        [
            f"{row.words} ✕" if place == found.breaks else str(row.words),
            row.text,
            row.one_vector,
            row.attention,
            f"{100 * row.shared:.0f} %",
        ]
        for place, row in enumerate(found.rows)
    ]
    st.html(html_table(head, rows, numbers=False))
    if found.breaks is None:
        st.markdown(t("seq2seq.holds", words=len(found.rows)))
    else:
        st.markdown(t("seq2seq.breaks", words=found.rows[found.breaks].words))


def _by_length(measured: Mapping[str, Any]) -> None:
    """Both orders, three trainings each, and the difference of the two."""
    order = measured["order"]
    words = {name: t(f"seq2seq.order.{name}") for name in ORDERS} | {
        "length": t("seq2seq.column.length"),
        "bleu": "BLEU",
    }
    series = {name: order[name]["by_length"] for name in ORDERS}
    head = [words["length"], t("seq2seq.column.tested"), *(words[name] for name in ORDERS)]
    rows = [
        [figures.span(one), f"{one['sentences']:,}", *(_seeds(series[name][place]["bleu"]) for name in ORDERS)]
        for place, one in enumerate(series["reversed"])
    ]
    chart(figures.by_length(series, words, theme()), "seq2seq.by_length", lambda: (head, rows))
    st.caption(t("seq2seq.by_length_note"))
    head = [t(f"seq2seq.column.{name}") for name in ("training", *ORDERS, "difference", "interval")]
    rows = [
        [
            str(place + 1),
            *(f"{order[name]['bleu'][place]:.2f}" for name in ORDERS),
            _signed(one["bleu"]),
            f"{_signed(one['low'])} … {_signed(one['high'])}",
        ]
        for place, one in enumerate(order["difference"])
    ]
    st.html(html_table(head, rows))


def _seeds(values: Sequence[float]) -> str:
    return " · ".join(f"{value:.1f}" for value in values)


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _sizes(sizes: Sequence[Mapping[str, Any]]) -> None:
    """Vectors of other sizes, the rest of the network alike."""
    bins = sizes[0]["by_length"]
    head = [t("seq2seq.column.units"), "BLEU", *(figures.span(one) for one in bins)]
    rows = [
        [
            str(one["units"]),
            f"{one['bleu']:.1f} ± {one['half_width']:.1f}",
            *(f"{row['bleu']:.1f}" for row in one["by_length"]),
        ]
        for one in sizes
    ]
    st.html(html_table(head, rows))
    st.caption(t("seq2seq.sizes_note"))
