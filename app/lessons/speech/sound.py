"""The sound of a speech lesson: a visitor's file or recording, or a clip that is shipped, and what was heard in it.

A visitor's bytes stay in the session, outside of widgets, until another sound takes their place; they are in no link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from app import state
from app.i18n import t
from app.lessons.speech.options import OWN
from app.ui import job_view
from app.ui.frame import Lesson
from core.errors import UserError

KEPT = "speech.sound"
LIMIT_MB = 25


@dataclass(frozen=True)
class Sound:
    """A visitor's sound: the bytes of the file, what tells it from others, and what was heard in it last, by who heard it."""

    data: bytes
    identity: str
    heard: dict[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, data: bytes) -> Sound:
        """The sound of these bytes."""
        return cls(data, sha256(data).hexdigest())


def own() -> Sound | None:
    """The visitor's sound, if there is one in this session."""
    return st.session_state.get(KEPT)


def controls(lesson: Lesson, clips: Mapping[str, str], then: Callable[[], None], hint: str) -> None:
    """Upload, record, and the clips that are shipped (name -> label).

    then: called when another sound has been chosen; hint: what to say into the microphone.
    """
    if lesson.state.clip == OWN and own() is None:
        lesson.update(clip=next(iter(clips)))
        then()
        lesson.say("sound.not_in_link")
    with st.popover(t("sound.upload"), key=f"{lesson.slug}.upload"):
        st.file_uploader(
            t("sound.file"),
            key=f"{lesson.slug}.file",
            help=t("sound.kinds"),
            on_change=_take_file,
            args=(lesson, f"{lesson.slug}.file", then),
            max_upload_size=LIMIT_MB,
        )
        st.caption(t("sound.private"))
    with st.popover(t("sound.record"), key=f"{lesson.slug}.record"):
        if is_secure(st.context.url):
            key = f"{lesson.slug}.microphone"
            st.audio_input(hint, key=key, on_change=_take_file, args=(lesson, key, then))
            st.caption(t("sound.private"))
        else:
            st.warning(t("sound.insecure"))
    names = dict(clips) if own() is None else {**clips, OWN: t("sound.own")}
    st.pills(
        t("control.presets"),
        list(names),
        format_func=lambda name: names[name],
        required=True,
        label_visibility="collapsed",
        **lesson.widget("clip", then),
    )


def is_secure(url: str | None) -> bool:
    """Whether a browser at this address lets a page use the microphone."""
    parts = urlsplit(url or "")
    host = parts.hostname or ""
    here = host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")
    return parts.scheme == "https" or here or not host


def heard(lesson: Lesson, name: str, job: str, description: Mapping[str, Any], first: str) -> Any | None:
    """What ``name`` hears in the visitor's own sound, which the job finds out.

    None, with its progress, as long as the worker is at it. What cannot be read is given up, with a sentence, for ``first``.
    """
    sound = own()
    if name not in sound.heard:
        try:
            found = job_view.follow(job, description, t("sound.listening"))
        except UserError as error:
            _give_up(lesson, error, first)
        if found is None:
            return None
        sound.heard.clear()  # ten minutes of sound are fifty megabytes
        sound.heard[name] = found
    return sound.heard[name]


def _give_up(lesson: Lesson, error: UserError, first: str) -> None:
    """A sound that cannot be read: say so, and show what is shipped."""
    st.session_state.pop(KEPT, None)
    lesson.update(clip=first)
    state.notice(error.key, **error.values)
    st.rerun()


def identity(lesson: Lesson) -> str:
    """What tells the chosen sound from others."""
    return own().identity if lesson.state.clip == OWN else lesson.state.clip


def _take_file(lesson: Lesson, key: str, then: Callable[[], None]) -> None:
    """A file was chosen or a recording made; taking it away goes back to what is shipped."""
    file = st.session_state.get(key)
    if file is None:
        return
    take(lesson, file.getvalue())
    then()


def take(lesson: Lesson, data: bytes) -> None:
    """These bytes are the visitor's sound from now on."""
    st.session_state[KEPT] = Sound.of(data)
    lesson.update(clip=OWN)
