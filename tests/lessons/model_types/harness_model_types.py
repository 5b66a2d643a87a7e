"""A page with nothing but the picture; the address says which shape is open, at which box, and how long the review is."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.recurrent.model_types.picture import Rest, draw
from tests.lessons.model_types.samples import REVIEW, runs

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("messages", 0)
state.setdefault("rest", Rest(asked.get("shape", "many_one"), int(asked.get("step", 99))))
words = (REVIEW * 9)[: int(asked.get("words", len(REVIEW)))]


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest
    state.messages += 1


now = draw(
    runs(words),
    rest=state.rest,
    key="shapes",
    labels=prefixed("model_types.picture."),
    on_change=keep,
    present="present" in asked,
)
st.text(f"rest {now.shape} {now.step}")
st.text(f"messages {state.messages}")
