"""The picture on the page: drawn again as long as the worker trains, and what a visitor does with it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.words.skip_gram import compute, live
from app.lessons.words.skip_gram.buttons import draw_buttons
from app.lessons.words.skip_gram.options import Options
from app.lessons.words.skip_gram.picture import Rest, Start, draw
from app.ui.frame import Lesson


def draw_live(lesson: Lesson[Options], was_live: bool, start: Start) -> None:
    """Draw what there is so far; the whole page runs again once it is done, and where the visitor chose something."""
    run = live.current()
    if st.session_state.pop(live.MOVED, False) or (run.ticket is not None) != was_live:
        st.rerun()
    options, shown = lesson.state, run.shown
    scene = compute.scene(shown, options, run.before)
    if shown.live:
        live.remember(replace(run, before=scene.map.xy[-1]))
    draw(
        scene,
        rest=Rest(options.moment, options.centre, options.pair, options.window, compute.asked_of(options)),
        key="skip_gram.scene",
        labels=prefixed("skip_gram.picture."),
        groups=[t(f"skip_gram.group.{name}") for name in scene.map.group_names],
        is_own_setting=live.is_as_set(run, options),
        live=shown.live,
        present=state.session().present,
        start=replace(start, choose=lambda number: _choose(start, number)),
        on_change=lambda rest: _keep_rest(lesson, rest),
        replay=run.replays,
    )
    draw_buttons(run, options)


def _choose(start: Start, number: int) -> None:
    st.session_state[live.MOVED] = True
    if live.show_first():
        start.choose(number)
    else:
        state.notice("skip_gram.runs")


def _keep_rest(lesson: Lesson[Options], rest: Rest) -> None:
    st.session_state[live.MOVED] = True
    asked = ", ".join(rest.asked)
    moment = rest.moment if live.current().ticket is None else -1  # what was sent before it began may come after
    lesson.update(moment=moment, centre=rest.centre, pair=rest.pair, window=rest.window, asked=asked)
