"""A visitor's own text, brought as a file or pasted, and what was found in it; for the lessons that train word vectors."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words import texts
from app.ui import job_view
from app.ui.frame import Lesson
from core.errors import UserError


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
    left, right = st.columns(2)
    file = left.file_uploader(t("words.text.file"), key=f"{lesson.slug}.file", max_upload_size=20)
    typed = right.text_area(t("words.text.typed"), key=f"{lesson.slug}.typed", height=120, max_chars=200_000)
    taken = st.session_state.setdefault(
        _taken(lesson), ("", "")
    )  # the last file and the last typed text that were taken
    if file is not None and file.file_id != taken[0]:
        _take(lesson, file.getvalue(), (file.file_id, typed))
    elif typed and typed != taken[1]:
        _take(lesson, typed.encode("utf-8", "replace"), (taken[0], typed))


def _take(lesson: Lesson, given: bytes, taken: tuple[str, str]) -> None:
    """Have the worker look at it; then it is the text to train on. Raises UserError."""
    try:
        read = job_view.follow("text_read", {"data": given}, t("words.text.reading"))
        if read is None:
            return
        texts.keep(given, read)
    except UserError:
        st.session_state[_taken(lesson)] = taken
        raise
    st.session_state[_taken(lesson)] = taken
    lesson.update(corpus="own")
    st.rerun()


def _taken(lesson: Lesson) -> str:
    return f"{lesson.slug}.own.taken"
