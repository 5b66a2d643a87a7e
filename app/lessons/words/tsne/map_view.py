"""The map on the page: drawn again as long as the worker makes it, and what a visitor does with it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import fields, state
from app.i18n import prefixed, t, verbatim
from app.lessons.words.tsne import compute, live
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import Options
from app.lessons.words.tsne.picture import Rest, Start, draw
from app.lessons.words.tsne.settings import wanted
from app.ui.frame import Lesson

MOVED = "tsne.moved"  # kept until the page has run again after the visitor moved the picture


def draw_live(lesson: Lesson[Options], was_live: bool, start: Start) -> None:
    """Draw what there is so far; the whole page runs again once it is done, and where the visitor changed something."""
    run = live.run_for(wanted(lesson.state))
    if st.session_state.pop(MOVED, False) or (run.ticket is not None) != was_live:
        st.rerun()
    _draw_map(lesson, run, replace(start, choose=lambda number: _choose(start, number)))


def _draw_map(lesson: Lesson[Options], run: Run, start: Start) -> None:
    film, options = run.film, lesson.state
    pinned = film.names.index(options.word) if options.word in film.names else -1
    draw(
        film,
        config=run.config,
        rest=Rest(options.frame, pinned),
        key="tsne.map",
        labels=prefixed("tsne.map."),
        groups=[_group_name(name) for name in film.group_names],
        title=t(f"tsne.method.{run.config.method}"),
        start=start,
        on_change=lambda rest: _keep_rest(lesson, run, rest),
        on_isolate=lambda chosen: _map_alone(lesson, run, chosen),
        fewest=compute.fewest(),
        live=run.ticket is not None and run.is_shown,
        present=state.session().present,
    )
    live.draw_buttons(run)


def _group_name(name: str) -> str:
    """What a group is called: its string, or the word in its middle."""
    return verbatim("tsne.around", word=name[1:]) if name.startswith("=") else t(f"tsne.group.{name}")


def _choose(start: Start, number: int) -> None:
    st.session_state[MOVED] = True
    start.choose(number)


def _keep_rest(lesson: Lesson[Options], run: Run, rest: Rest) -> None:
    st.session_state[MOVED] = True
    lesson.update(frame=rest.frame, word=run.film.names[rest.pinned] if rest.pinned >= 0 else "")


def _map_alone(lesson: Lesson[Options], run: Run, chosen: list[int]) -> None:
    """A map of the chosen words alone: they become the visitor's own."""
    text = ", ".join(run.film.names[i] for i in chosen)
    st.session_state[MOVED] = True
    if not run.key.has_words:
        state.notice("tsne.no_words")
        return
    if len(text) > fields.MAX_TEXT:
        text = text[: fields.MAX_TEXT].rpartition(",")[0]
        state.notice("notice.text_cut", limit=fields.MAX_TEXT)
    lesson.update(words="own", text=text, word="", frame=-1)
