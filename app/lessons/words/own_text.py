"""A visitor's own text, brought as a file or pasted, and what was found in it; for the lessons that train word vectors."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app import fields
from app.i18n import t
from app.lessons.words import texts
from app.ui import job_view, uploads
from app.ui.frame import Lesson
from core.errors import UserError
from core.words.options import TEXT_BYTES


def own_text(lesson: Lesson, most: int, start: str) -> None:
    """A file or a field, and what was found in it. most: words that are learnt; start: what the button says that begins.

    The lesson's state has a field `corpus`, which may be "own".
    """
    with lesson.guard():
        _bring(lesson)
    held = texts.held()
    if held is not None:
        read = held.read
        values = {"words": f"{read.words:,}", "different": f"{read.different:,}"}
        st.success(t("words.text.read", learnt=f"{min(read.twice, most):,}", start=start, **values))
        if read.encoding != "utf-8":
            st.caption(t("words.text.encoding", encoding=t(f"words.text.{read.encoding}")))


def _bring(lesson: Lesson) -> None:
    """Where it is brought; the worker looks at it, then it is the text to train on. Raises UserError."""
    left, right = st.columns(2)
    take, leave = partial(_arrive, lesson), partial(_leave, lesson)
    place = uploads.Place(f"{lesson.slug}.file", TEXT_BYTES, "corpus.too_large", take, leave)
    with left:
        place.uploader(t("words.text.file", limit=place.megabytes))
    key = f"{lesson.slug}.typed"
    right.text_area(t("words.text.typed"), key=key, height=120, max_chars=200_000, on_change=_typed, args=(lesson, key))
    arrived = texts.arrived(lesson.slug)
    if arrived is None:
        return
    try:
        read = job_view.follow("text_read", {"data": arrived.data}, t("words.text.reading"))
        if read is None:
            return
        texts.keep(arrived, read)
    except UserError:
        _forget(lesson)
        raise
    _forget(lesson)
    lesson.update(corpus="own")
    st.rerun()


def _arrive(lesson: Lesson, file: uploads.File) -> None:
    texts.arrive(lesson.slug, file.id, file.data)


def _typed(lesson: Lesson, key: str) -> None:
    typed = st.session_state[key]
    if typed:
        texts.arrive(lesson.slug, key, typed.encode("utf-8", "replace"))
    else:
        _leave(lesson, key)


def _leave(lesson: Lesson, source: str) -> None:
    """The visitor has taken the text away: it is held no longer, and a text that ships is chosen."""
    arrived, held = texts.arrived(lesson.slug), texts.held()
    if arrived is not None and arrived.file == source:
        _forget(lesson)
    if held is not None and held.source == source:
        st.session_state.pop(texts.HELD)
        if lesson.state.corpus == "own":
            lesson.update(corpus=fields.defaults(type(lesson.state))["corpus"])


def _forget(lesson: Lesson) -> None:
    texts.forget_arrived(lesson.slug)
    job_view.drop("text_read")
