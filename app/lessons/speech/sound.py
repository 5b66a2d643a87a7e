"""The sound of a speech lesson: a visitor's file or recording, or a clip that is shipped, and what a detector heard in it.

A visitor's bytes stay in the session, outside of widgets, until another sound takes their place; they are in no link.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from app import state
from app.i18n import t
from app.lessons.speech import compute
from app.lessons.speech.options import OWN, PRESETS
from app.ui import job_view
from app.ui.frame import Lesson
from core.errors import UserError
from core.speech.results import Hearing

KEPT = "speech.sound"
LIMIT_MB = 25


@dataclass(frozen=True)
class Sound:
    """A visitor's sound: the bytes of the file, what tells it from others, and what was heard in it last, by detector."""

    data: bytes
    identity: str
    heard: dict[str, Hearing] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, data: bytes) -> Sound:
        """The sound of these bytes."""
        return cls(data, sha256(data).hexdigest())


def own() -> Sound | None:
    """The visitor's sound, if there is one in this session."""
    return st.session_state.get(KEPT)


def controls(lesson: Lesson) -> None:
    """Upload, record, and the clips that are shipped."""
    if lesson.state.clip == OWN and own() is None:
        lesson.update(clip=PRESETS[0])
        lesson.say("sound.not_in_link")
    with st.popover(t("sound.upload"), key=f"{lesson.slug}.upload"):
        st.file_uploader(
            t("sound.file"),
            key=f"{lesson.slug}.file",
            help=t("sound.kinds"),
            on_change=_take_file,
            args=(lesson, f"{lesson.slug}.file"),
            max_upload_size=LIMIT_MB,
        )
        st.caption(t("sound.private"))
    with st.popover(t("sound.record"), key=f"{lesson.slug}.record"):
        if is_secure(st.context.url):
            key = f"{lesson.slug}.microphone"
            st.audio_input(t("sound.microphone"), key=key, on_change=_take_file, args=(lesson, key))
            st.caption(t("sound.private"))
        else:
            st.warning(t("sound.insecure"))
    names = [*PRESETS, OWN] if own() is not None else list(PRESETS)
    st.pills(
        t("control.presets"),
        names,
        format_func=lambda name: t(f"sound.{name}"),
        required=True,
        label_visibility="collapsed",
        **lesson.widget("clip", lambda: _from_its_first_event(lesson)),
    )


def is_secure(url: str | None) -> bool:
    """Whether a browser at this address lets a page use the microphone."""
    parts = urlsplit(url or "")
    host = parts.hostname or ""
    here = host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")
    return parts.scheme == "https" or here or not host


def hearing(lesson: Lesson, word: str, trained: Any | None = None) -> Hearing | None:
    """What the word's detector, or the visitor's own, hears in the chosen sound.

    None, with its progress, as long as the worker is at it. What cannot be read is given up, with a sentence.
    """
    if lesson.state.clip != OWN:
        if trained is not None:
            return compute.hearing_by(lesson.state.clip, trained, compute.identity_of(trained))
        return compute.hearing(lesson.state.clip, word)
    sound, name = own(), word if trained is None else compute.identity_of(trained)
    if name not in sound.heard:
        try:
            found = job_view.follow("listen", description(lesson, word, trained), t("sound.listening"))
        except UserError as error:
            _give_up(lesson, error)
        if found is None:
            return None
        sound.heard.clear()  # ten minutes of sound are fifty megabytes
        sound.heard[name] = found
    return sound.heard[name]


def description(lesson: Lesson, word: str, trained: Any | None = None) -> dict[str, Any]:
    """The chosen sound and detector as core's jobs are told of them."""
    chosen = {"preset": lesson.state.clip} if lesson.state.clip != OWN else {"data": own().data}
    return chosen | {"word": word} | ({"trained": trained} if trained is not None else {})


def _give_up(lesson: Lesson, error: UserError) -> None:
    """A sound that cannot be read: say so, and show what is shipped."""
    st.session_state.pop(KEPT, None)
    lesson.update(clip=PRESETS[0])
    state.notice(error.key, **error.values)
    st.rerun()


def identity(lesson: Lesson) -> str:
    """What tells the chosen sound from others."""
    return own().identity if lesson.state.clip == OWN else lesson.state.clip


def _from_its_first_event(lesson: Lesson) -> None:
    """Another sound is looked at where it fires first, and by the detector it is about."""
    preset = compute.shipped_clips().get(lesson.state.clip)
    lesson.update(seconds=None, start=0.0, **({"word": preset.word} if preset and lesson.state.word != OWN else {}))


def _take_file(lesson: Lesson, key: str) -> None:
    """A file was chosen or a recording made; taking it away goes back to what is shipped."""
    file = st.session_state.get(key)
    if file is None:
        return
    take(lesson, file.getvalue())


def take(lesson: Lesson, data: bytes) -> None:
    """These bytes are the visitor's sound from now on."""
    st.session_state[KEPT] = Sound.of(data)
    lesson.update(clip=OWN, seconds=None, start=0.0)
