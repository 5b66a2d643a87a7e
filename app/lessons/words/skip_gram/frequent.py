"""The tab on frequent words: how many of them are left out, by the paper's formula and by word2vec's."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.skip_gram import compute, figures
from app.lessons.words.skip_gram.live import Run
from app.lessons.words.skip_gram.options import Options
from app.ui.charts import chart, theme
from app.ui.frame import Lesson

ROWS = 12


def frequent(lesson: Lesson[Options], run: Run) -> None:
    """Against a word's share of the text, with which probability it is read."""
    lesson.explain("frequent")
    found = compute.probabilities(run.shown)
    words = {name: t(f"skip_gram.frequent.{name}") for name in ("share", "read", "paper", "word2vec")}

    def table() -> tuple[list[str], list[list[str]]]:
        head = [t("skip_gram.column.word"), words["share"]]
        head += [f"{words[kind]}, t = {limit:g}" for limit in found.thresholds for kind in ("paper", "word2vec")]
        rows = []
        for i, word in enumerate(found.words[:ROWS]):
            shares = [
                f"{100 * row[k, i]:.1f} %"
                for k in range(len(found.thresholds))
                for row in (found.paper, found.word2vec)
            ]
            rows.append([word, f"{100 * found.share[i]:.2f} %", *shares])
        return head, rows

    chart(figures.frequent(found, words, theme()), "skip_gram.frequent", table)
    st.markdown(lesson.text.get("frequent_why"), anchors=False)
