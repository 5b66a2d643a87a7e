"""The tab on the vocabulary: what becomes <UNK>, what that does to the perplexity, and what spelling puts right."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.language_model import compute, figures
from app.lessons.recurrent.language_model.options import Options
from app.lessons.recurrent.language_model.shown import Shown
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import VOCABULARIES


def vocabulary(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Sentence A at every size, and the held-out sentences at every size."""
    lesson.explain("one_hot")
    if shown is not None:
        _places(shown)
    lesson.explain("vocabulary")
    if shown is not None:
        _here(shown)
    lesson.explain("sizes")
    found = compute.card("words")["measured"]["by_vocabulary"]
    names = {
        name: t(f"language_model.column.{name}")
        for name in ("size", "unknown_share", "perplexity", "spelled_perplexity", "bits_per_letter")
    }
    rows = [
        [
            f"{size:,}",
            f"{100 * found[str(size)]['unknown_share']:.1f} %",
            f"{found[str(size)]['perplexity']:.2f}",
            f"{found[str(size)]['spelled_perplexity']:.1f}",
            f"{found[str(size)]['bits_per_letter']:.3f}",
        ]
        for size in VOCABULARIES
    ]
    figure = figures.by_vocabulary(found, names, theme())
    chart(figure, "language_model.vocabulary", lambda: (list(names.values()), rows))


def _places(shown: Shown) -> None:
    """Where each word of sentence A stands in the vocabulary: the one place of its one-hot vector that holds a 1."""
    places = compute.places(shown.race.a.words, shown.rest.size)
    words = [*shown.race.a.words, "<EOS>"]
    st.html(html_table([t("language_model.word"), *words], [[t("language_model.place"), *(f"{i:,}" for i in places)]]))


def _here(shown: Shown) -> None:
    """What each size knows of sentence A, and what that is said to cost."""
    rows = []
    for size in VOCABULARIES:
        scored = shown.race.a.by_size[size].scored
        unknown = [word for word, spelled in zip(scored.written, scored.spelling, strict=True) if spelled < 0]
        rows.append(
            [
                f"{size:,}",
                " ".join(unknown) or "–",
                f"{scored.perplexity:.2f}",
                f"{scored.spelled_perplexity:.1f}",
                f"{scored.bits_per_letter:.2f}",
            ]
        )
    names = ("size", "unknown", "perplexity", "spelled_perplexity", "bits_per_letter")
    st.html(html_table([t(f"language_model.column.{name}") for name in names], rows))
