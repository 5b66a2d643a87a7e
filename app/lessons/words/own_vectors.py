"""A visitor's own vectors, brought once and used in every lesson on words."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app.i18n import t
from app.lessons.words import compute
from app.ui import job_view, uploads
from app.ui.frame import Lesson
from core.errors import UserError
from core.words.options import FILE_BYTES

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
        st.caption(t("vectors.none_yet", limit=FILE_BYTES >> 20))
        with lesson.guard():
            bring(lesson)


def bring(lesson: Lesson) -> None:
    """A file of the visitor's own vectors: read by the worker, kept for the session. Raises UserError."""
    leave = partial(_leave, lesson)
    place = uploads.Place(f"{lesson.slug}.vectors.file", FILE_BYTES, "vectors.too_large", _arrive, leave)
    place.uploader(t("vectors.file"))
    file = compute.arrived()
    if file is None:
        return
    try:
        found = job_view.follow("vectors", {"data": file.data}, t("vectors.reading_label"))
        if found is None:
            return
        compute.keep_own(found, file.file)
    except UserError:
        _forget_file()
        raise
    _forget_file()
    lesson.update(vectors="own")
    st.rerun()


def _arrive(file: uploads.File) -> None:
    compute.arrive(file.id, file.data)


def _leave(lesson: Lesson, file: str) -> None:
    """The visitor has taken the file away: its vectors go as well, and vectors that ship are in use."""
    arrived, own = compute.arrived(), compute.own("own")
    if arrived is not None and arrived.file == file:
        _forget_file()
    if own is not None and own.upload == file:
        st.session_state.pop(compute.OWN)
        if lesson.state.vectors == "own":
            lesson.update(vectors=NAMES[0])


def _forget_file() -> None:
    """What was read, or cannot be, or is no longer wanted: its bytes are held nowhere any more."""
    st.session_state.pop(compute.ARRIVED)
    job_view.drop("vectors")


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
