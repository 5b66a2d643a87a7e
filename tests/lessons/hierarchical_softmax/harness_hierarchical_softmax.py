"""A page with nothing but the picture; the address says of which words and centre, and where it rests."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.words.hierarchical_softmax.options import CENTRE, WORD, WORDS
from app.lessons.words.hierarchical_softmax.picture import Rest, draw
from tests.lessons.hierarchical_softmax.samples import COURT, shown

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("centre", asked.get("centre", CENTRE))
state.setdefault("words", asked.get("words", WORDS))
found = shown(state.words, state.centre, "odd" in asked)
word = asked.get("word", WORD)
state.setdefault(
    "rest",
    Rest(
        found.river.words[-1] if "odd" in asked else word,
        asked.get("scale", "small"),
        asked.get("tree", "huffman"),
        int(asked.get("step", -1)),
    ),
)
if st.button("Another centre"):
    state.centre = "king"
if st.button("Other words"):
    state.words, state.rest = COURT, Rest("king")
if st.button("First turn"):
    state.rest = Rest("water", "real", "balanced", 1)


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


found = shown(state.words, state.centre, "odd" in asked)
now = draw(
    found.river,
    found.real,
    rest=state.rest,
    key="tree",
    labels=prefixed("hierarchical_softmax.picture."),
    present="present" in asked,
    on_change=keep,
)
st.text(f"rest {now.word} {now.scale} {now.tree} {now.step}")
