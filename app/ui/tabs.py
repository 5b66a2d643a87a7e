"""The tabs under a lesson's picture: the open one alone is drawn, the last ones are folded into *More*."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from app import fields
from app.i18n import t

if TYPE_CHECKING:
    from app.ui.frame import Lesson

MORE = "more"


def tabs(lesson: Lesson, drawn: Mapping[str, Callable[[], None]], more: Sequence[str] = ()) -> None:
    """Tabs by id (title: the string tab.<id>); the state's `tab` says which is open, if it has one.

    They are the same at every run: where tabs come or go while another is opened, Streamlit's browser side opens the
    wrong one and never says so. So what has nothing to show says how to get there.
    """
    kept = getattr(lesson.state, "tab", None)
    if kept is not None and set(drawn) != set(fields.options(type(lesson.state), "tab")):
        raise TypeError("tabs must be the options of the state's field `tab`, all of them")
    names = [name for name in drawn if name not in more] + ([MORE] if more else [])
    titles = {name: t(f"tab.{name}") for name in names}
    key = f"{lesson.slug}.tabs"
    _show(key, titles, MORE if kept in more else kept)
    boxes = st.tabs(list(titles.values()), key=key, on_change=functools.partial(_chosen, lesson, key, titles, more))
    for name, box in zip(names, boxes, strict=True):
        if box.open:
            with box, lesson.guard():
                if name == MORE:
                    _folded(lesson, drawn, more)
                elif name == "explain" and "predict" in drawn:
                    _explained(lesson, drawn)
                else:
                    drawn[name]()


def _show(key: str, titles: Mapping[str, str], name: str | None) -> None:
    """Have the widget open that tab; where none is kept, leave it as it is."""
    memory = st.session_state
    if name in titles and memory.get(key) != titles[name]:
        memory[key] = titles[name]
    elif memory.get(key) not in titles.values():
        memory.pop(key, None)


def _folded(lesson: Lesson, drawn: Mapping[str, Callable[[], None]], more: Sequence[str]) -> None:
    """The tabs of *More*, one of which is open."""
    key = f"{lesson.slug}.more-tabs"
    kept = getattr(lesson.state, "tab", None)
    opened = kept if kept in more else st.session_state.get(key, more[0])
    if st.session_state.get(key) != opened:
        st.session_state[key] = opened
    st.segmented_control(
        t("tab.more"),
        list(more),
        format_func=lambda name: t(f"tab.{name}"),
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=_keep_folded,
        args=(lesson, key),
    )
    drawn[opened]()


def _explained(lesson: Lesson, drawn: Mapping[str, Callable[[], None]]) -> None:
    """The idea in a paragraph, the rest for whoever reads on, and a question."""
    st.markdown(lesson.text.parts("explain")[0], anchors=False)
    with st.expander(t("explain.read_on")):
        drawn["explain"]()
    drawn["predict"]()


def _chosen(lesson: Lesson, key: str, titles: Mapping[str, str], more: Sequence[str]) -> None:
    name = next((name for name, title in titles.items() if title == st.session_state.get(key)), None)
    if name and hasattr(lesson.state, "tab"):
        lesson.update(tab=more[0] if name == MORE else name)


def _keep_folded(lesson: Lesson, key: str) -> None:
    if hasattr(lesson.state, "tab"):
        lesson.update(tab=st.session_state[key])
