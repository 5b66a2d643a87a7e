"""The tab on new or copied: how much of what is written stands in what the network was trained on."""

from __future__ import annotations

import streamlit as st

from app.i18n import plain, t
from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import Options
from app.lessons.recurrent.sampling.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import SOURCES


def new_or_copied(lesson: Lesson[Options], shown: Shown | None) -> None:
    """What is on screen, where its training text ships; and what the recipes counted among 1,000 samples."""
    lesson.explain("copied")
    if shown is not None:
        _live(shown)
    lesson.explain("copied_measured")
    rows, head = [], [t("sampling.column.writer")]
    for source in SOURCES:
        at = compute.card(source)["measured"]["novelty"]["at"]
        head = [t("sampling.column.writer"), *(t(f"sampling.how.{row['how']}") for row in at)]
        rows.append([t(f"sampling.source.{source}"), *(f"{row['known']:.1%} ({row['different']:,})" for row in at)])
    st.html(html_table(head, rows))


def _live(shown: Shown) -> None:
    texts = compute.copied(shown.source, shown.writing.sample.start, shown.config)
    if not texts:
        st.caption(t("sampling.not_shipped"))
        return
    known = [text for text, is_known in texts if is_known]
    st.markdown(t("sampling.of_many", known=len(known), many=len(texts)))
    if shown.source == "names":
        fresh = [text for text, is_known in texts if not is_known]
        for name, some in (("copied", known), ("new", fresh)):
            st.markdown(f"**{t(f'sampling.{name}')}:** {plain(', '.join(dict.fromkeys(some))) or '–'}")
        return
    rows = []
    for text in dict.fromkeys(text for text, _ in texts[:6]):
        found = compute.run(text)
        rows.append([text, compute.spoken(found.run), f"{found.length} / {len(found.words)}"])
    st.html(html_table([t(f"sampling.column.{name}") for name in ("sentence", "run", "words")], rows, numbers=False))
