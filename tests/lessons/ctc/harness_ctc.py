"""A page with nothing but the picture; the address says which sound, the mistake, and where it rests."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.speech.ctc.picture import Rest, draw
from tests.lessons.ctc import samples

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
name = asked.get("sound", "quick")
state.setdefault("rest", Rest(int(asked.get("step", 48)), asked.get("label", "")))
if st.button("Second"):
    state.rest = Rest(20, "quack")
if st.toggle("Other sound"):
    name = "hello"


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


now = draw(
    samples.heard(name),
    samples.beam(name, int(asked.get("width", samples.WIDTH))),
    rest=state.rest,
    key="ctc",
    labels=prefixed("ctc.picture."),
    wrongly=asked.get("wrongly", "none"),
    present="present" in asked,
    on_change=keep,
)
st.text(f"rest {now.step} [{now.label}]")
