"""A word of the source hidden from attention, or from the encoder too."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate import compute as shared
from app.lessons.translate.attention import compute, figures
from app.lessons.translate.attention.options import Options
from app.lessons.translate.attention.shown import Shown
from app.lessons.translate.sentence import visible
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.translate.results import EOS, Masked


def hidden_word(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A word to hide, and what becomes of the translation."""
    lesson.explain("cause")
    if shown is None or not shown.words:
        return
    chosen = compute.word_at(shown.words, lesson.state.mask)
    key = f"{lesson.slug}.mask.chosen"
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    st.selectbox(
        t("attention.hide"),
        shown.words,
        format_func=shown.word,
        key=key,
        width=300,
        on_change=lambda: lesson.update(mask=st.session_state[key][0]),
    )
    found = compute.masked(shown.task, shown.text, chosen, shown.locale)
    texts = [
        ("attention.as_it_is", found.text),
        ("attention.unread", found.unread),
        ("attention.unknown", found.unknown),
    ]
    for label, text in texts:
        st.text(f"{t(label)}: {text}")
    _drops(shown, found, chosen)


def _drops(shown: Shown, found: Masked, chosen: tuple[int, ...]) -> None:
    """How much attention each output piece gives to the word, beside how much it loses when that is hidden."""
    rightly = shared.decoding(shown.task, shown.text, shown.locale)  # also where the picture shows the mistake
    alpha = compute.attention_to(rightly, chosen)
    words = {name: t(f"attention.{name}") for name in ("alpha", "unread", "unknown", "fall")}
    names = [t("attention.end") if piece == EOS else visible(piece) for piece in found.target]
    figure = figures.drops(names, alpha, found.before, found.after_unread, found.after_unknown, words, theme())
    head = [t("attention.piece"), words["alpha"], "log P", words["unread"], words["unknown"]]
    rows = [
        [name, *(f"{value:.3f}" for value in values)]
        for name, *values in zip(names, alpha, found.before, found.after_unread, found.after_unknown, strict=True)
    ]
    chart(figure, "attention.drops", lambda: (head, rows))
