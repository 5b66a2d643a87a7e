"""The tab on rare and frequent words: how deep each lies in the tree of all words, by its rank."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.hierarchical_softmax import compute, figures
from app.lessons.words.hierarchical_softmax.options import Options
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table


def depths(lesson: Lesson[Options]) -> None:
    """Depth against rank in both trees; and the codes of words that are looked up."""
    lesson.explain("depths")
    st.text_input(t("hierarchical_softmax.asked"), max_chars=200, **lesson.widget("asked"))
    head = [t(f"hierarchical_softmax.column.{name}") for name in ("word", "rank", "times", "bits", "turns", "code")]
    known, unknown = compute.looked_up(lesson.state.asked)
    if unknown:
        st.caption(t("vectors.missing", words=", ".join(unknown)))
    rows = []
    for deep, flat in known:
        turns = t("hierarchical_softmax.turns", huffman=deep.depth, balanced=flat.depth)
        rows.append([deep.word, f"{deep.rank:,}", f"{deep.count:,}", f"{deep.bits:.1f}", turns, deep.code])
    if rows:
        st.html(html_table(head, rows))
    found = compute.by_rank()
    words = {
        name: t(f"hierarchical_softmax.depths.{name}") for name in ("rank", "depth", "huffman", "balanced", "bits")
    }

    def table() -> tuple[list[str], list[list[str]]]:
        both = zip(compute.depths_of("huffman"), compute.depths_of("balanced"), strict=True)
        rows = [
            [str(depth), f"{many:,}", f"{100 * share:.1f} %", f"{many_flat:,}", f"{100 * share_flat:.1f} %"]
            for (depth, many, share), (_, many_flat, share_flat) in both
        ]
        columns = ("depth", "huffman_words", "huffman_share", "balanced_words", "balanced_share")
        return [t(f"hierarchical_softmax.column.{name}") for name in columns], rows

    chart(figures.depths(found, words, theme()), "hierarchical_softmax.depths", table)
    lesson.explain("depths_why")
