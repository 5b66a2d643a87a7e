"""A page with nothing but the picture; the address says how far it is read, which word is looked at, and how long it is."""

from dataclasses import replace

import streamlit as st

from app.i18n import prefixed
from app.lessons.recurrent.bidirectional.picture import Rest, draw
from tests.lessons.bidirectional.samples import OTHER, WORDS, both_ways

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("messages", 0)
state.setdefault("rest", Rest(int(asked.get("step", 40)), int(asked.get("word", 0)), asked.get("zero", "none")))
count = int(asked.get("words", len(WORDS)))
words = (WORDS * 10)[:count]


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest
    state.messages += 1


found = both_ways(words)
now = draw(
    replace(found, alone=found.right) if "alone" in asked else found,
    both_ways(words) if "same" in asked else both_ways(OTHER, turn=-1.0),
    count if "same" in asked else 1,
    rest=state.rest,
    key="bidirectional",
    labels=prefixed("bidirectional.picture."),
    on_change=keep,
    present="present" in asked,
)
st.text(f"rest {now.step} {now.word} {now.zero}")
st.text(f"messages {state.messages}")
