"""Presets as pills, beside what a visitor can write as well: of the two the last thing done wins.

A field is taken as it loses focus, a moment before the click that takes the focus from it. A click on the preset that was
in use comes while the page answers the field, from a browser that still shows it as chosen: it says that nothing is. So
the page has one more pill, which no one sees (`assets/app.css`), for what is the visitor's own; from that to nothing is
such a click. Whatever else is clicked then says that the preset is chosen, which is no click on it: the address that comes
with it tells, for it is one of those that the page had while the preset was in use.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.i18n import t

OWN = ""
MOST = 16  # addresses that are remembered


def presets(key: str, names: Mapping[Any, str], shown: Any, choose: Callable[[Any], None]) -> None:
    """Pills, value -> label, of which `shown` is in use, or, if it is None, something of the visitor's own.

    choose: called with the one that was clicked, be it the one in use.
    """
    memory, drawn, now = st.session_state, OWN if shown is None else shown, st.query_params.to_dict()
    told = [address for address in memory.get(f"{key}.told", []) if address != now]
    if shown is not None:
        told = [*told, now][-MOST:]
        memory[f"{key}.last"] = (shown, choose)
    memory[f"{key}.told"], memory[f"{key}.drawn"] = told, drawn
    if memory.get(key) != drawn:
        memory[key] = drawn
    st.pills(
        t("control.presets"),
        [*names, *([OWN] if shown is None else [])],
        format_func=lambda name: names.get(name, OWN),
        key=key,
        label_visibility="collapsed",
        on_change=_choose,
        args=(key, choose),
    )


def is_clicked(key: str) -> bool:
    """In a callback: whether one of these pills was clicked too, which has the last word."""
    return bool(key) and key in st.session_state and _clicked(key) is not None


def _clicked(key: str) -> Any | None:
    """The pill that was clicked, if one was."""
    memory = st.session_state
    chosen, drawn, (last, _) = memory[key], memory[f"{key}.drawn"], memory.get(f"{key}.last", (None, None))
    if chosen is None:
        return last
    is_late = drawn == OWN and chosen == last and st.query_params.to_dict() in memory[f"{key}.told"]
    return None if is_late or chosen in (OWN, drawn) else chosen


def _choose(key: str, choose: Callable[[Any], None]) -> None:
    """The one in use, clicked once more, is what it was when it came into use; presets may be others by now."""
    name = _clicked(key)
    if name is None:
        return
    if st.session_state[key] is None:
        choose = st.session_state[f"{key}.last"][1]
    choose(name)
