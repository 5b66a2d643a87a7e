"""The picture on the page: drawn again as long as the worker trains, and what a visitor does with it."""

from __future__ import annotations

from dataclasses import asdict, replace

import streamlit as st

from app import jobs, state
from app.i18n import prefixed, t
from app.lessons.words.glove import compute, live
from app.lessons.words.glove.compute import Seen, Trained
from app.lessons.words.glove.live import Run
from app.lessons.words.glove.options import Options
from app.lessons.words.glove.picture import Rest, Start, draw
from app.ui import job_view
from app.ui.frame import Lesson

RESTS = tuple(Rest.__dataclass_fields__)


def seen_of(trained: Trained, options: Options) -> Seen | None:
    """The text of a training counted; None while a worker counts a visitor's own. Raises UserError."""
    if trained.text is None:
        return compute.seen(trained, options)
    found = job_view.follow("glove_counted", compute.to_count(trained, options), t("glove.counting"))
    return None if found is None else Seen(*found)


def draw_live(lesson: Lesson[Options], seen: Seen, was: Run, start: Start) -> None:
    """Draw what there is so far; the whole page runs again where another training is shown than `was`, whose text was counted,
    and where the visitor chose something."""
    run = live.current()
    is_other = (run.shown.name, run.ticket is None) != (was.shown.name, was.ticket is None)
    if st.session_state.pop(live.MOVED, False) or is_other:
        st.rerun()
    options = lesson.state
    draw(
        compute.scene(run.shown, seen, options),
        rest=Rest(**{name: getattr(options, name) for name in RESTS}),
        key="glove.scene",
        labels=prefixed("glove.picture."),
        live=run.shown.live,
        present=state.session().present,
        start=replace(start, choose=lambda number: _choose(start, number)),
        on_change=lambda rest: _keep_rest(lesson, rest),
    )
    _standing(run, options)


def _standing(run: Run, options: Options) -> None:
    """How far a training is, or the way back to the one that ships."""
    if run.ticket is not None:
        status = jobs.status(run.ticket)
        words = t("job.place", place=status.place) if status.state == "queued" else t("glove.running")
        _row(words, t("job.cancel"), "cancel", live.cancel)
    elif run.shown.name != "first":
        _row(t("glove.own_training"), t("glove.back"), "back", live.show_first)
    elif not live.is_as_set(run, options):
        st.caption(t("glove.as_set", start=t("glove.start")))


def _row(words: str, label: str, name: str, action) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="glove-live"):
        st.markdown(words, width="content")
        st.button(label, key=f"glove.{name}", on_click=action)


def _choose(start: Start, number: int) -> None:
    st.session_state[live.MOVED] = True
    if live.show_first():
        start.choose(number)
    else:
        state.notice("glove.runs")


def _keep_rest(lesson: Lesson[Options], rest: Rest) -> None:
    st.session_state[live.MOVED] = True
    moment = rest.moment if live.current().ticket is None else -1  # what was sent before it began may come after
    lesson.update(**asdict(rest) | {"moment": moment})
