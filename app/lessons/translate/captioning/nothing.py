"""Pictures of nothing: sentences as fluent as any; and what each word of the sentence on screen owes to the picture."""

from __future__ import annotations

import math

import streamlit as st

from app.i18n import t
from app.lessons.translate.captioning import compute
from app.lessons.translate.captioning.options import ANEW, Options
from app.lessons.translate.captioning.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.captions.options import MADE


def nothing(lesson: Lesson[Options], shown: Shown | None) -> None:
    """What is written about grey and about noise, and the words of the sentence with and without their picture."""
    lesson.explain("nothing")
    options = lesson.state
    rows = [
        [t(f"captioning.photo.{name}"), " ".join(found.words), f"{found.log_probability / len(found.tokens):.2f}"]
        for name, found in compute.about_nothing(options.way, options.config).items()
    ]
    if shown is not None:
        mine = shown.written
        rows.append(
            [t("captioning.nothing.on_screen"), " ".join(mine.words), f"{mine.log_probability / len(mine.tokens):.2f}"]
        )
    heads = [t(f"captioning.nothing.{name}") for name in ("picture", "sentence", "per_word")]
    st.html(html_table(heads, rows, numbers=False))
    with st.container(horizontal=True):
        for name in MADE:
            label = t("captioning.nothing.show", picture=t(f"captioning.photo.{name}"))
            st.button(label, key=f"captioning.show.{name}", on_click=_show, args=(lesson, name))
    lesson.explain("nothing_words")
    if shown is not None:
        _by_word(shown)


def _show(lesson: Lesson[Options], name: str) -> None:
    lesson.update(photo=name, **ANEW)


def _by_word(shown: Shown) -> None:
    """P of each word with the picture, and with even grey in its place."""
    without = compute.about_grey(shown.way, shown.written.tokens, shown.is_own).log_probabilities
    words = [*shown.written.words, *([t("captioning.nothing.end")] if shown.written.ended else [])]
    rows = [
        [word, f"{math.exp(p):.3f}", f"{math.exp(q):.3f}", f"{p - q:+.2f}"]
        for word, p, q in zip(words, shown.written.log_probabilities, without, strict=True)
    ]
    heads = [t(f"captioning.nothing.{name}") for name in ("word", "with", "without", "gain")]
    st.html(html_table(heads, rows))
