"""One's own voice: what the recogniser was measured to understand, and what was said against what was heard."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.options import LONGEST_SAID, Options
from app.lessons.speech.ctc.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table


def voice(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The visitor's text beside what was heard, word by word; and the figures of the model card."""
    lesson.explain("voice")
    if shown is not None:
        controls.text(lesson, {}, "said", t("ctc.voice.type"), _check, may_be_empty=True)
        if shown.said:
            _edits(shown)
    lesson.explain("understands")
    heads = [t(f"ctc.voice.{name}") for name in ("source", "letters", "words", "helped", "peer")]
    st.html(html_table(heads, [[t(f"ctc.source.{name}"), *row] for name, row in compute.measured().items()]))
    lesson.explain("understands_why")


def _check(typed: str) -> None:
    compute.check_length(typed, LONGEST_SAID)


def _edits(shown: Shown) -> None:
    found = compute.edits(shown.said, shown.text)
    if not found.said:
        st.markdown(t("ctc.voice.no_words"), anchors=False)
        return
    rows = [[said or "–", heard or "–", _kind(said, heard)] for said, heard in found.pairs]
    st.html(html_table([t(f"ctc.voice.{name}") for name in ("said", "heard", "edit")], rows, numbers=False))
    counts = {name: getattr(found, name) for name in ("substitutions", "deletions", "insertions", "said")}
    st.markdown(t("ctc.voice.rate", rate=f"{found.rate:.0%}", **counts), anchors=False)


def _kind(said: str | None, heard: str | None) -> str:
    if said == heard:
        return ""
    return t(f"ctc.voice.{'inserted' if said is None else 'deleted' if heard is None else 'substituted'}")
