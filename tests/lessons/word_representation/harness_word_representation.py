"""A page with nothing but the picture; the address says of which words, on which axes, and where it rests."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.words.word_representation.options import AXES, RULER, TABLE
from app.lessons.words.word_representation.picture import Rest, draw
from core.errors import UserError
from tests.lessons.word_representation.samples import CLOCKS, shown

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
given = {
    "text": "orange",
    "axes": AXES,
    "table": TABLE,
    "ruler": RULER,
    "word": "",
    "size": 10_000,
    "step": -1,
    "refused": 0,
}
for name, usual in given.items():
    state.setdefault(name, type(usual)(asked.get(name, usual)))
state.setdefault("clocks", "clocks" not in asked)
if st.button("Measured"):
    state.clocks = True
if st.button("Another text"):
    state.text, state.word, state.step = "apple pie", "", -1
if st.button("King among 20,000"):
    state.word, state.size, state.step = "king", 20_000, 2


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.word, state.size, state.step = rest.word, rest.size, rest.step


def change(axes: list[str]) -> None:
    """Other axes, if they can be read."""
    made = ", ".join(axes)
    try:
        found = shown(state.text, made, state.table, state.ruler, asked.get("vectors", "glove"))
    except UserError:
        state.refused += 1
        return
    state.axes = ", ".join(axis.typed for axis in found.axes)


made = shown(state.text, state.axes, state.table, state.ruler, asked.get("vectors", "glove"))
typed = [axis.typed for axis in made.axes]
now = draw(
    made,
    rest=Rest(state.word, state.size, state.step),
    clocks=CLOCKS if state.clocks else None,
    key="words",
    labels=prefixed("word_representation.picture."),
    axes=[axis.name or axis.title for axis in made.axes],
    present="present" in asked,
    on_change=keep,
    on_axis=lambda words: change([*typed, words]),
    on_drop=lambda place: change([one for i, one in enumerate(typed) if i != place]),
)
st.text(f"rest {now.word} {now.size} {now.step}")
st.text(f"axes {state.axes}; refused {state.refused}")
