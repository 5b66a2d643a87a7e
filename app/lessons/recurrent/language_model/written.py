"""The tab on sixty written pairs: how many of them each model gets right."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.language_model import compute
from app.lessons.recurrent.language_model.options import Options
from app.lessons.recurrent.language_model.sentences import tied
from app.ui.frame import Lesson
from app.ui.tables import html_table

MODELS = ("words", "letters", "trigram")


def written_pairs(lesson: Lesson[Options]) -> None:
    """The counts, a pair to be put into the picture, and all of them."""
    lesson.explain("pairs")
    pairs, found = compute.pairs(), compute.card("words")["measured"]["pairs"]
    of = Counter(kind for kind, _, _ in pairs)
    rows = [
        [t(f"language_model.judge.{model}"), *(f"{found['right'][model][kind]} / {of[kind]}" for kind in of)]
        for model in MODELS
    ]
    st.html(html_table([t("language_model.column.model"), *(t(f"language_model.kind.{kind}") for kind in of)], rows))
    by_right = {right: (right, wrong) for _, right, wrong in pairs}
    st.selectbox(
        t("language_model.show_pair"), list(by_right), index=None, **tied(lesson, "language_model.written", by_right)
    )
    table = [
        [right, wrong, *(f"{found['bits_apart'][model][i]:+.1f}" for model in MODELS)]
        for i, (_, right, wrong) in enumerate(pairs)
    ]
    head = [t("language_model.right"), t("language_model.wrong"), *(t(f"language_model.judge.{m}") for m in MODELS)]
    shown = st.expander(t("language_model.all_pairs"), key="language_model.all_pairs", on_change="rerun")
    if shown.open:
        shown.html(html_table(head, table))
