"""A word of one's own: clips of it, its training on the worker, and how good what came out is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.i18n import plain, t
from app.lessons.speech import sound
from app.lessons.speech.options import OWN
from app.lessons.speech.trigger_word import compute
from app.lessons.speech.trigger_word.shown import hourly, percent
from app.ui import job_view, uploads
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.speech.options import CLIP_BYTES

CLIPS, TRAINED = "speech.own.clips", "speech.own.trained"
FILES, RECORDINGS = "speech.own.files", "speech.own.recordings"  # fields so far: one with another number is empty again


@dataclass(frozen=True)
class OwnClip:
    """A clip of the word: its name on the page, its bytes, and the upload that it is."""

    name: str
    data: bytes
    file: str


def trained_detector() -> Any | None:
    """The detector that was trained in this session (a core.speech.own_word.OwnWord), if there is one."""
    return st.session_state.get(TRAINED)


def own_word(lesson: Lesson) -> None:
    """Clips in, a detector out, and an honest report."""
    lesson.explain("own")
    _collect(lesson)
    chosen = _choose(lesson)
    fewest, most = compute.own_limits()
    if not fewest <= len(chosen) <= most:
        st.caption(t("own.number", fewest=fewest, most=most, number=len(chosen)))
        return
    found = job_view.offer("own_word", {"files": tuple(clip.data for clip in chosen)}, t("own.train"))
    if found is not None:
        key = tuple(sound.Sound.of(clip.data).identity for clip in chosen)
        if st.session_state.get(f"{TRAINED}.of") != key:
            st.session_state[f"{TRAINED}.of"], st.session_state[TRAINED] = key, found
            st.rerun()
        _report(lesson, trained_detector())


def _collect(lesson: Lesson) -> None:
    """Files and recordings of the word."""
    upload, record = st.columns(2)
    with upload:
        _place(f"{lesson.slug}.own.files", FILES, _add_file).uploader(t("own.files"), accept_multiple_files=True)
    with record:
        if sound.is_secure(st.context.url):
            _place(f"{lesson.slug}.own.microphone", RECORDINGS, _add_recording).recorder(t("own.record"))
        else:
            st.caption(t("sound.insecure"))


def _choose(lesson: Lesson) -> list[OwnClip]:
    """The clips so far; one is left out by a click."""
    clips = st.session_state.get(CLIPS, ())
    if not clips:
        return []
    kept = st.pills(
        t("own.clips"),
        range(len(clips)),
        selection_mode="multi",
        default=list(range(len(clips))),
        format_func=lambda i: plain(clips[i].name),
        key=f"{lesson.slug}.own.kept.{len(clips)}",
    )
    st.button(t("own.clear"), key=f"{lesson.slug}.own.clear", on_click=_clear)
    return [clips[i] for i in kept]


def _report(lesson: Lesson, found: Any) -> None:
    """What left-out clips and speech without the word say about it."""
    measured = compute.own_measured(found)
    rows = [
        [t("own.found"), percent(measured["found"])],
        [t("own.false"), hourly(measured["alarms"])],
        [t("own.point"), f"{found.config.threshold:g}"],
        [t("own.seconds"), f"{found.seconds:.0f} s"],
    ]
    st.html(html_table([t("own.what"), t("own.measured")], rows))
    st.markdown(t("own.caution", folds=found.folds, minutes=f"{found.minutes:.0f}"))
    st.button(t("own.try"), key=f"{lesson.slug}.own.try", on_click=lambda: lesson.update(word=OWN, bug="none"))


def _place(key: str, fields: str, take: Callable[[uploads.File], None]) -> uploads.Place:
    number = st.session_state.setdefault(fields, 0)
    return uploads.Place(f"{key}.{number}", CLIP_BYTES, "audio.too_large", take, _leave)


def _add(name: str, file: uploads.File) -> None:
    clips = (*st.session_state.get(CLIPS, ()), OwnClip(name, file.data, file.id))
    st.session_state[CLIPS] = clips[-compute.own_limits()[1] :]


def _add_file(file: uploads.File) -> None:
    _add(file.name[:24], file)


def _add_recording(file: uploads.File) -> None:
    _add(t("own.recording", number=1 + len(st.session_state.get(CLIPS, ()))), file)
    st.session_state[RECORDINGS] += 1


def _leave(file: str) -> None:
    st.session_state[CLIPS] = tuple(clip for clip in st.session_state.get(CLIPS, ()) if clip.file != file)


def _clear() -> None:
    for key in (CLIPS, TRAINED, f"{TRAINED}.of"):
        st.session_state.pop(key, None)
    st.session_state[FILES] += 1
