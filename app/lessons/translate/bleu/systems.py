"""The tab on our own translators: one sentence by each of them, scored and brought into the picture; and one of one's own."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.options import Options, sides
from app.ui import controls, job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import Translated

CHOSEN = "bleu.systems.source"


def systems(lesson: Lesson[Options]) -> None:
    """A sentence to choose, and what each system makes of it."""
    lesson.explain("systems")
    sources = compute.sources()
    source = lesson.state.source if lesson.state.source in sources else compute.OURS
    if st.session_state.get(CHOSEN) != source:
        st.session_state[CHOSEN] = source
    st.selectbox(
        t("bleu.systems.choose"), sources, key=CHOSEN, on_change=lambda: lesson.update(source=st.session_state[CHOSEN])
    )
    found = compute.translated(source, lesson.state.config)
    _table(found)
    st.caption(t("bleu.into"))
    with st.container(horizontal=True):
        for one in found:
            _button(lesson, one.name, *compute.beside(source, one.name))
    lesson.explain("systems_why")
    _own(lesson)


def _own(lesson: Lesson[Options]) -> None:
    """A sentence of the visitor's by the translator, held to his own translation."""
    lesson.explain("own_sentence")
    controls.text(
        lesson,
        {},
        "english",
        t("bleu.english"),
        lambda text: text.strip() and compute.check_english(text),
        may_be_empty=True,
    )
    controls.text(lesson, {}, "french", t("bleu.french"), compute.check_length, may_be_empty=True)
    english, french = lesson.state.english, lesson.state.french
    if not (english.strip() and french.strip()):
        return
    with lesson.guard():
        asked = {"source": english, "references": (french,), "config": lesson.state.config}
        one = job_view.follow("bleu_translate", asked, t("bleu.translating"))
        if one is not None:
            _table((one,))
            _button(lesson, "own", one.text, (french,))


def _table(found: tuple[Translated, ...]) -> None:
    head = [t(f"bleu.column.{name}") for name in ("system", "translation", "smoothed", "chrf")]
    rows = [[t(f"bleu.system.{one.name}"), one.text, f"{one.bleu:.1f}", f"{one.chrf:.1f}"] for one in found]
    st.html(html_table(head, rows, numbers=False))


def _button(lesson: Lesson[Options], name: str, candidate: str, references: tuple[str, ...]) -> None:
    """Bring a translation into the picture."""

    def bring() -> None:
        lesson.update(**sides(candidate, references), step=-1, kept=-1)

    st.button(t(f"bleu.system.{name}"), key=f"bleu.systems.show.{name}", on_click=bring)
