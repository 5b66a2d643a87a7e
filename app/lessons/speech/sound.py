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
from app.ui import job_view, uploads
from app.ui.frame import Lesson
from core.errors import UserError
from core.speech.options import MAX_BYTES

KEPT = "speech.sound"
PLACES = {"file": "upload", "microphone": "record"}  # a field, and the popover around it


@dataclass(frozen=True)
class Sound:
    """A visitor's sound: the bytes of the file, what tells it from others, and what was heard in it last, by who heard it.

    file: the upload that it is, and door: the popover that it came in by; '' where it was made on the page.
    """

    data: bytes
    identity: str
    file: str = field(default="", compare=False)
    door: str = field(default="", compare=False)
    heard: dict[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, data: bytes, file: str = "", door: str = "") -> Sound:
        """The sound of these bytes."""
        return cls(data, sha256(data).hexdigest(), file, door)


def own() -> Sound | None:
    """The visitor's sound, if there is one in this session."""
    return st.session_state.get(KEPT)


def controls(lesson: Lesson, clips: Mapping[str, str], then: Callable[[], None], hint: str) -> None:
    """Upload, record, and the clips that are shipped (name -> label).

    then: called when another sound has been chosen; hint: what to say into the microphone.
    """
    first = next(iter(clips))
    if lesson.state.clip == OWN and own() is None:
        lesson.update(clip=first)
        then()
        lesson.say("sound.not_in_link")
    upload, microphone = (_place(lesson, name, door, first, then) for name, door in PLACES.items())
    with uploads.popover(t("sound.upload"), upload.door):
        upload.uploader(t("sound.file"), help=t("sound.kinds", limit=upload.megabytes))
        st.caption(t("sound.private"))
    with uploads.popover(t("sound.record"), microphone.door):
        if is_secure(st.context.url):
            microphone.recorder(hint)
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
        job_view.drop(job)
        sound.heard.clear()  # ten minutes of sound are fifty megabytes
        sound.heard[name] = found
    return sound.heard[name]


def _give_up(lesson: Lesson, error: UserError, first: str) -> None:
    """A sound that cannot be read: say so, and show what is shipped."""
    sound = st.session_state.pop(KEPT)
    lesson.update(clip=first)
    state.notice(error.key, **error.values)
    if sound.door.startswith(f"{lesson.slug}."):
        uploads.reopen(sound.door)
    st.rerun()


def identity(lesson: Lesson) -> str:
    """What tells the chosen sound from others."""
    return own().identity if lesson.state.clip == OWN else lesson.state.clip


def _place(lesson: Lesson, name: str, door: str, first: str, then: Callable[[], None]) -> uploads.Place:
    """Where a sound is brought; taking it away goes back to what is shipped."""
    door = f"{lesson.slug}.{door}"

    def bring(file: uploads.File) -> None:
        take(lesson, file.data, file.id, door)
        then()

    def leave(file: str) -> None:
        if own() is None or own().file != file:
            return
        st.session_state.pop(KEPT)
        if lesson.state.clip == OWN:
            lesson.update(clip=first)
            then()

    return uploads.Place(f"{lesson.slug}.{name}", MAX_BYTES, "audio.too_large", bring, leave, door)


def take(lesson: Lesson, data: bytes, file: str = "", door: str = "") -> None:
    """These bytes are the visitor's sound from now on; file, door: as in `Sound`."""
    st.session_state[KEPT] = Sound.of(data, file, door)
    lesson.update(clip=OWN)
