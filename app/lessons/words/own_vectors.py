"""A visitor's own vectors, brought once and used in every lesson on words."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words import compute
from app.ui import job_view
from app.ui.frame import Lesson
from core.errors import UserError

TAKEN = "words.own.taken"
NAMES = ("glove", "news", "own")


def names() -> dict[str, str]:
    """Which vectors there are to choose from, and what a visitor reads."""
    return {name: t(f"vectors.name.{name}") for name in NAMES}


def are_missing(lesson: Lesson) -> bool:
    """Whether vectors are asked for that have not been brought: another lesson's link does not hold them."""
    return lesson.state.vectors == "own" and not compute.has_own()


def ask(lesson: Lesson) -> None:
    """Where a visitor's own vectors are asked for and none are there: a place to bring them."""
    if are_missing(lesson):
        st.caption(t("vectors.none_yet"))
        with lesson.guard():
            bring(lesson)


def bring(lesson: Lesson) -> None:
    """A file of the visitor's own vectors: read by the worker, kept for the session. Raises UserError."""
    file = st.file_uploader(t("vectors.file"), key=f"{lesson.slug}.vectors.file", max_upload_size=200)
    if file is None or st.session_state.get(TAKEN) == file.file_id:
        return
    try:
        found = job_view.follow("vectors", {"data": file.getvalue()}, t("vectors.reading_label"))
    except UserError:
        st.session_state[TAKEN] = file.file_id
        raise
    if found is not None:
        st.session_state[TAKEN] = file.file_id
        compute.keep_own(found)
        lesson.update(vectors="own")
        st.rerun()


def in_use() -> None:
    """What was kept of the file, if there is one."""
    own = compute.own("own")
    if own is None:
        return
    kept, size = own.vectors.vectors.shape
    st.success(t("vectors.kept", kept=f"{kept:,}", size=size, kind=own.kind))
    if own.total > kept + own.twice:
        st.caption(t("vectors.trimmed", kept=f"{kept:,}", total=f"{own.total:,}"))
    if own.twice:
        st.caption(t("vectors.twice", count=f"{own.twice:,}"))
