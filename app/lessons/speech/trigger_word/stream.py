"""Streaming: what is carried from chunk to chunk, and what this sound is worth without it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app.i18n import t
from app.lessons.speech.trigger_word import compute
from app.lessons.speech.trigger_word.listening import can_stream, streamed
from app.lessons.speech.trigger_word.options import CHUNKS, CHUNKS_SECONDS, Options
from app.lessons.speech.trigger_word.shown import Shown, moments
from app.ui.frame import Lesson
from app.ui.tables import html_table


def stream(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The idea, and every size of chunk on the sound that is on screen, with the state carried on and forgotten."""
    lesson.explain("stream")
    if shown is None:
        return
    if not can_stream(shown.hearing, shown.mistake):
        st.caption(t("stream.mistake" if shown.mistake else "stream.too_long", seconds=int(CHUNKS_SECONDS)))
        return
    heads = [t(f"stream.{name}") for name in ("chunk", "carried", "apart", "forgotten", "apart")]
    st.html(html_table(heads, [_row(lesson, shown, chunk) for chunk in CHUNKS if chunk]))


def _row(lesson: Lesson[Options], shown: Shown, chunk: float) -> list[str]:
    """When it fires in chunks of this size and how far it is from the whole: carried on, and forgotten."""
    cells = [f"{chunk:g} s"]
    for forget in (False, True):
        found = streamed(lesson, shown.hearing, chunk, forget)
        heard = replace(shown.hearing, detection=found.detection)
        cells += [moments(compute.detection(heard, shown.config).events), f"{found.apart:.1e}"]
    return cells
