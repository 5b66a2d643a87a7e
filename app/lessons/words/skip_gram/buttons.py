"""Start, and what can be done about a training: pause, go on, cancel, replace, back to it."""

from __future__ import annotations

import streamlit as st

from app import jobs
from app.i18n import t
from app.lessons.words.skip_gram import compute, live
from app.lessons.words.skip_gram.live import Run
from app.lessons.words.skip_gram.options import Options
from app.ui.frame import Lesson

LONG = 90.0  # seconds from which a training is announced as long


def start_button(lesson: Lesson[Options]) -> None:
    """Start; where a training would be lost it asks first."""
    st.button(t("skip_gram.start"), key="skip_gram.start", type="primary", on_click=live.start, args=(lesson.state,))


def draw_buttons(run: Run, options: Options) -> None:
    """How far it is, and what can be done about it."""
    if run.asking:
        _row(t("skip_gram.replace"), replace_yes=(live.begin, (options,)), replace_no=(live.let_go_on, ()))
    elif run.ticket is not None:
        status = jobs.status(run.ticket)
        words = t("job.place", place=status.place) if status.state == "queued" else t("skip_gram.running")
        pause = {"pause": (live.pause, ())} if run.can_pause else {}
        _row(words, **pause, cancel=(live.cancel, ()))
    elif run.paused:
        epoch = f"{float(run.shown.learned.moments.epochs[-1]):.1f}"
        _row(t("skip_gram.paused", epoch=epoch), **{"continue": (live.go_on, ())})
    elif run.aside is not None:
        _row(t("skip_gram.aside"), back=(live.show_own, ()))
    elif not live.is_as_set(run, options):
        seconds = compute.seconds(options)
        if seconds > LONG:
            st.caption(t("skip_gram.long", minutes=round(seconds / 60) or 1))


def _row(words: str, **buttons: tuple) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="skip_gram-live"):
        st.markdown(words, width="content")
        for name, (action, given) in buttons.items():
            label = t("job.cancel") if name == "cancel" else t(f"skip_gram.{name}")
            st.button(label, key=f"skip_gram.{name}", on_click=action, args=given)
