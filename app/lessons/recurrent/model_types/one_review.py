"""The tab on one review through the shapes: word by word, in its order, as a bag, and its tags."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.model_types import compute, figures
from app.lessons.recurrent.model_types.options import Options
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.results.review import Review

ROWS = ("alone", "so_far", "bag", "without")


def one_review(lesson: Lesson[Options]) -> None:
    """The review that many to one reads, by every network that reads words."""
    found = compute.review(lesson.state.text)
    lesson.explain("review")
    words = {name: t(f"model_types.review.{name}") for name in (*ROWS, "given", "tags", "words", "chance")}
    chart(figures.review(found, words, theme()), "model_types.review", lambda: table(found, words))
    said = {
        "network": f"{found.so_far[-1]:.2f}",
        "bag": f"{found.bag[-1]:.2f}",
        "word": found.words[found.mover],
        "without": f"{found.without[found.mover]:.2f}",
    }
    st.markdown(t("model_types.review.said", **said))
    lesson.explain("review_bag")
    st.html(html_table([words["words"], words["given"]], _given(found)))


def table(found: Review, words: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    """A row a word, a column a network."""
    head = [words[name] for name in ("words", *ROWS, "tags")]
    numbers = zip(*(getattr(found, name) for name in ROWS), strict=True)
    rows = [
        [word, *(f"{value:.2f}" for value in row), tag]
        for word, row, tag in zip(found.words, numbers, found.tags, strict=True)
    ]
    return head, rows


def _given(found: Review) -> list[list[str]]:
    """What each word adds to the bag's logit, the largest first; then what is there without any, and the sum."""
    order = sorted(range(len(found.words)), key=lambda i: -abs(found.given[i]))
    rows = [[found.words[i], f"{found.given[i]:+.2f}"] for i in order]
    logit = found.bias + found.given.sum()
    return [*rows, [t("model_types.bias"), f"{found.bias:+.2f}"], [t("model_types.sum"), f"{logit:+.2f}"]]
