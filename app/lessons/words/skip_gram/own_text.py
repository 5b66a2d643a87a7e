"""The tab for a visitor's own text: brought as a file or pasted, looked at; and what was learnt, taken to other lessons."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.skip_gram import texts
from app.lessons.words.skip_gram.elsewhere import open_elsewhere
from app.lessons.words.skip_gram.live import Run
from app.lessons.words.skip_gram.options import Options
from app.ui import job_view
from app.ui.frame import Lesson
from core.errors import UserError

TAKEN = "skip_gram.own.taken"


def own_text(lesson: Lesson[Options], run: Run) -> None:
    """The tab: a file or a field, and what was found in it."""
    lesson.explain("own_text")
    with lesson.guard():
        _bring(lesson)
    held = texts.held()
    if held is not None:
        read = held.read
        learnt = min(read.twice, lesson.state.vocabulary)
        values = {"words": f"{read.words:,}", "different": f"{read.different:,}", "learnt": f"{learnt:,}"}
        st.success(t("skip_gram.own_read", **values))
        if read.encoding != "utf-8":
            st.caption(t("skip_gram.own_encoding", encoding=t(f"skip_gram.encoding.{read.encoding}")))
    lesson.explain("elsewhere")
    open_elsewhere(run)


def _bring(lesson: Lesson[Options]) -> None:
    left, right = st.columns(2)
    file = left.file_uploader(t("skip_gram.own_file"), key="skip_gram.file", max_upload_size=20)
    typed = right.text_area(t("skip_gram.own_typed"), key="skip_gram.typed", height=120, max_chars=200_000)
    taken = st.session_state.setdefault(TAKEN, ("", ""))  # the last file and the last typed text that were taken
    if file is not None and file.file_id != taken[0]:
        _take(lesson, file.getvalue(), (file.file_id, typed))
    elif typed and typed != taken[1]:
        _take(lesson, typed.encode("utf-8", "replace"), (taken[0], typed))


def _take(lesson: Lesson[Options], given: bytes, taken: tuple[str, str]) -> None:
    """Have the worker look at it; then it is the text to train on. Raises UserError."""
    try:
        read = job_view.follow("text_read", {"data": given}, t("skip_gram.own_reading"))
        if read is None:
            return
        texts.keep(given, read)
    except UserError:
        st.session_state[TAKEN] = taken
        raise
    st.session_state[TAKEN] = taken
    lesson.update(corpus="own")
    st.rerun()
