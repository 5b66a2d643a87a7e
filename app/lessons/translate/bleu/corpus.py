"""The tab on a whole corpus: systems side by side, corpus against the mean of sentences, and a corpus of one's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.i18n import prefixed, t
from app.lessons.translate.bleu import compute, figures
from app.lessons.translate.bleu.options import Options
from app.ui import charts, controls, job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import SystemScore

NUMBERS = ("corpus", "half_width", "sentences", "zeros", "chrf", "penalty")
MOST_LETTERS = 400_000  # of the translations, and of the references, of a corpus of one's own


def corpus(lesson: Lesson[Options]) -> None:
    """Our systems on our sentences, then what a visitor brings."""
    lesson.explain("corpus")
    names = {count: t(f"bleu.known.{count}") for count in (1, 2)}
    controls.choice(lesson, "known", names, t("bleu.known"))
    found = compute.systems(lesson.state.config, lesson.state.known)
    words = prefixed("bleu.systems.") | {one.name: t(f"bleu.system.{one.name}") for one in found}
    charts.chart(figures.systems(found, words, charts.theme()), "bleu.systems", lambda: table(found))
    st.caption(t("bleu.systems.note"))
    st.code(found[0].signature, language=None, wrap_lines=True)
    lesson.explain("corpus_why")
    _own(lesson)


def table(found: Sequence[SystemScore]) -> tuple[list[str], list[list[str]]]:
    """All that was counted of each system."""
    head = [t(f"bleu.column.{name}") for name in ("system", *NUMBERS)]
    return head, [[t(f"bleu.system.{one.name}"), *_numbers(one)] for one in found]


def _numbers(one: SystemScore) -> list[str]:
    values = (f"{one.corpus.score:.2f}", f"± {one.half_width:.2f}", f"{one.sentences:.2f}", str(one.zeros))
    return [*values, f"{one.chrf:.2f}", f"{one.corpus.brevity_penalty:.3f}"]


def _own(lesson: Lesson[Options]) -> None:
    """A visitor's own translations and references, a sentence a line."""
    lesson.explain("own_corpus")
    left, right = st.columns(2)
    candidates, references = (
        column.text_area(t(f"bleu.own.{name}"), key=f"bleu.own.{name}", height=140, max_chars=MOST_LETTERS)
        for column, name in ((left, "candidates"), (right, "references"))
    )
    if not (candidates and references):
        return
    with lesson.guard():
        asked = {"candidates": candidates, "references": references, "config": lesson.state.config}
        one = job_view.follow("bleu_corpus", asked, t("bleu.own.counting"))
        if one is not None:
            st.html(html_table([t(f"bleu.column.{name}") for name in NUMBERS], [_numbers(one)]))
            st.code(one.signature, language=None, wrap_lines=True)
