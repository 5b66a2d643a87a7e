"""The picture that is chosen. A visitor's own: its bytes stay in the session until the encoder has seen
them, what it saw until another takes its place; neither is in a link.

The worker reads them: nothing of a file is decoded in a page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import streamlit as st

from app import state
from app.i18n import t
from app.lessons.translate.captioning.options import ANEW, OWN, PRESETS, Options
from app.ui import job_view, uploads
from app.ui.frame import Lesson
from core.captions.options import MADE, MAX_BYTES
from core.captions.results import Seen
from core.errors import UserError

KEPT = "captioning.own"
DOOR = "captioning.upload"


@dataclass
class Own:
    """What tells a file from others, the upload that it is, and what the encoder saw of it, once it has; until then its
    bytes, and what was there before: the photo chosen, and the own picture, if there was one."""

    data: bytes
    identity: str
    file: str
    seen: Seen | None = None
    before: tuple[str, Own | None] = (PRESETS[0], None)


def own() -> Own | None:
    """The visitor's picture, if there is one in this session."""
    return st.session_state.get(KEPT)


def identity(lesson: Lesson[Options]) -> str:
    """What tells the chosen picture from others."""
    return own().identity if lesson.state.photo == OWN else lesson.state.photo


def hold(lesson: Lesson[Options]) -> None:
    """A link can ask for a visitor's own picture, but not bring it."""
    if lesson.state.photo == OWN and own() is None:
        lesson.update(photo=PRESETS[0], **ANEW)
        lesson.say("captioning.not_in_link")


def upload(lesson: Lesson[Options]) -> None:
    """Where a file is chosen."""
    take, leave = partial(_take, lesson), partial(_leave, lesson)
    place = uploads.Place("captioning.file", MAX_BYTES, "captions.too_large", take, leave, DOOR)
    with uploads.popover(t("captioning.upload"), DOOR):
        place.uploader(t("captioning.file"), help=t("captioning.kinds", limit=place.megabytes))
        st.caption(t("captioning.private"))


def choose(lesson: Lesson[Options], then: Callable[[], None]) -> None:
    """The photographs that ship; beside them the visitor's own, if there is one, and a made picture while it is on screen."""
    names = [*PRESETS, *(name for name in MADE if name == lesson.state.photo), *([OWN] if own() is not None else [])]
    st.pills(
        t("control.presets"),
        names,
        format_func=lambda name: t(f"captioning.photo.{name}"),
        required=True,
        label_visibility="collapsed",
        **lesson.widget("photo", then),
    )


def _take(lesson: Lesson[Options], file: uploads.File) -> None:
    """This file is the visitor's picture from now on."""
    was = own()
    before = was.before if was is not None and was.seen is None else (lesson.state.photo, was)
    st.session_state[KEPT] = Own(file.data, sha256(file.data).hexdigest(), file.id, before=before)
    lesson.update(photo=OWN, **ANEW)


def _leave(lesson: Lesson[Options], file: str) -> None:
    """The visitor has taken the picture away: back to one that ships."""
    if own() is None or own().file != file:
        return
    st.session_state.pop(KEPT)
    if lesson.state.photo == OWN:
        lesson.update(photo=PRESETS[0], **ANEW)


def seen(lesson: Lesson[Options]) -> Seen | None:
    """The visitor's picture as the encoder sees it; None, with its progress, as long as the worker is at it.

    What cannot be read is given up, with a sentence, for what was there before.
    """
    mine = own()
    if mine.seen is None:
        try:
            mine.seen = job_view.follow("see", {"data": mine.data}, t("captioning.reading"))
        except UserError as error:
            photo, was = mine.before
            if was is None:
                st.session_state.pop(KEPT)
            else:
                st.session_state[KEPT] = was
            lesson.update(photo=photo, **ANEW)
            state.notice(error.key, **error.values)
            uploads.reopen(DOOR)
            st.rerun()
        if mine.seen is not None:
            mine.data, mine.before = b"", (PRESETS[0], None)  # what was seen is all that is needed
            job_view.drop("see")
    return mine.seen
