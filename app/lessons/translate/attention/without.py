"""Without attention: the same sentences translated, quality by length, the paper's figures, tests of dates."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.i18n import plain, t
from app.lessons.translate import compute as shared
from app.lessons.translate.attention import compute, figures
from app.lessons.translate.attention.options import Options
from app.lessons.translate.attention.shown import Shown
from app.lessons.translate.sentence import chips
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.options import PLAIN
from core.translate.results import LengthBin

PAPER = (  # Bahdanau, Cho and Bengio 2015, table 1: BLEU on all sentences, and on those without unknown words
    ("RNNencdec-30", "13.93", "24.19"),
    ("RNNsearch-30", "21.50", "31.44"),
    ("RNNencdec-50", "17.82", "26.71"),
    ("RNNsearch-50", "26.75", "34.16"),
    ("RNNsearch-50*", "28.45", "36.15"),
    ("Moses", "33.30", "35.63"),
)
TESTS = (  # of the dates' card
    "days",
    "days_and_wordings",
    "decided_by_locale_told",
    "decided_by_locale_not_told",
    "clear_not_told",
    "unseen_locales_clear",
    "unseen_locales_undecidable",
)


def without(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The same sentence with and without attention, sentences of each length, and what was measured."""
    lesson.explain("plain")
    task = lesson.state.task
    if not compute.has_plain(task):
        st.caption(t("attention.no_plain"))
    elif shown is not None:
        _side_by_side(shown)
        _growing(task)
    if task == "dates":
        _dates()
    else:
        _by_length(task)
        _paper()


def _side_by_side(shown: Shown) -> None:
    both = compute.with_and_without(shown.task, shown.text, shown.locale)
    for column, name, one in zip(st.columns(2), ("with", "without"), both, strict=True):
        with column:
            st.markdown(f"**{t(f'attention.{name}')}**")
            st.text(one.text)
            st.caption(f"log P = {one.log_probability:.2f} · {t('attention.pieces', count=len(one.target))}")
    for reference in shared.references(shown.task, shown.text):
        st.caption(f"{t('attention.person')}: {plain(reference)}")


def _growing(task: str) -> None:
    """Shown sentences, one of each length, or all dates, in both ways."""
    rows, chosen = [], set(chips(task).values())
    for one in shared.sentences(task):
        if task == "dates" or one.text in chosen:
            rows.append([one.text, *(found.text for found in compute.with_and_without(task, one.text, one.locale))])
    head = [t("attention.sentence"), t("attention.with"), t("attention.without")]
    st.html(html_table(head, rows, numbers=False))


def _by_length(task: str) -> None:
    """BLEU by the length of the source, as the cards say."""
    series = {
        name: compute.by_length(model)
        for name, model in (("with", task), ("without", task + PLAIN))
        if shared.has(model)
    }
    series = {name: rows for name, rows in series.items() if rows}
    if not series:
        return
    words = {name: t(f"attention.{name}") for name in ("with", "without", "length", "rare")} | {"bleu": "BLEU"}
    figure = figures.by_length(series, words, theme())
    head = [t("attention.length"), t("attention.trained"), t("attention.tested"), *(words[name] for name in series)]
    chart(figure, "attention.by_length", lambda: (head, _length_rows(list(series.values()))))
    st.caption(t("attention.by_length_note"))


def _length_rows(series: Sequence[Sequence[LengthBin]]) -> list[list[str]]:
    return [
        [
            row[0].span,
            f"{row[0].trained:,}" + (f" ({t('attention.rare')})" if row[0].rare else ""),
            f"{row[0].sentences:,}",
            *(f"{one.bleu:.1f} ± {one.half_width:.1f}" for one in row),
        ]
        for row in zip(*series, strict=True)
    ]


def _paper() -> None:
    st.markdown(f"**{t('attention.paper')}**")
    st.html(html_table([t("model.name"), t("attention.paper_all"), t("attention.paper_known")], PAPER))
    st.caption(t("attention.paper_note"))


def _dates() -> None:
    """Exact answers, as the cards say."""
    models = [name for name in ("dates", "dates" + PLAIN) if shared.has(name)]
    cards = [shared.card(name)["measured"] for name in models]
    rows = [[t(f"attention.dates.{test}"), *(_share(card[test]) for card in cards)] for test in TESTS]
    heads = [t("attention.with"), t("attention.without")][: len(models)]
    st.html(html_table([t("attention.dates.test"), *heads], rows))


def _share(found: dict) -> str:
    return f"{100 * found['exact'] / found['of']:.1f} %"
