"""Presets as pills, beside what a visitor can write as well: of the two the last thing done wins.

A field is taken as it loses focus, a moment before the click that takes the focus from it. A click on the preset that was
in use comes while the page answers the field, from a browser that still shows it as chosen: it says that nothing is. So
the page has a last pill, which no one sees (`assets/app.css`), for what is the visitor's own; from that to nothing is such
a click. The preset that was in use has another label as long, by a mark without width: its old one is no click.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.i18n import t

OWN = ""
MARK = "\u200b"


def presets(key: str, names: Mapping[Any, str], shown: Any, choose: Callable[[Any], None]) -> None:
    """Pills, value -> label, of which `shown` is in use, or, if it is None, something of the visitor's own.

    choose: called with the one that was clicked, be it the one in use.
    """
    memory, drawn = st.session_state, OWN if shown is None else shown
    if shown is not None:
        memory[f"{key}.last"] = (shown, choose)
    if memory.get(key) != drawn:
        memory[key] = drawn
    memory[f"{key}.drawn"] = drawn
    marked = memory.get(f"{key}.last", (None, choose))[0] if shown is None else None
    st.pills(
        t("control.presets"),
        [*names, OWN],
        format_func=lambda name: OWN if name == OWN else names[name] + MARK * (name == marked),
        key=key,
        label_visibility="collapsed",
        on_change=_clicked,
        args=(key, choose),
    )


def is_clicked(key: str) -> bool:
    """In a callback: whether one of these pills was clicked too, which has the last word."""
    memory = st.session_state
    return bool(key) and memory.get(key) not in (OWN, memory.get(f"{key}.drawn", OWN))


def _clicked(key: str, choose: Callable[[Any], None]) -> None:
    """Nothing chosen: the one in use was clicked, as it was when it was in use; presets may be others by now."""
    chosen, last = st.session_state[key], st.session_state.get(f"{key}.last")
    if chosen is None and last is not None:
        chosen, choose = last
    if chosen not in (None, OWN):
        choose(chosen)
