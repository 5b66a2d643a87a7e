"""A page with nothing but the picture; the address says how long the sound is and what decides."""

from dataclasses import replace

import streamlit as st

from app.i18n import prefixed
from app.lessons.speech.trigger_word.picture import Rest, draw
from core.speech.options import DetectorConfig
from tests.lessons.trigger_word.samples import WORDS, heard, hearing, wild

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
smoothing = st.number_input("Smoothing", 1, 50, int(asked.get("smoothing", 1)))
config = DetectorConfig(0.5, smoothing, int(asked.get("agree", 3)), float(asked.get("refractory", 1.0)))
seconds = float(asked.get("long", 10.0))
if "rest" not in state:
    state.rest = Rest(float(asked.get("at", 0.0)), float(asked.get("threshold", 0.6)), float(asked.get("start", 0.0)))
if st.button("To 2 seconds"):
    state.rest = replace(state.rest, seconds=2.0)
if st.toggle("Other sound"):
    seconds = 6.0
taken = hearing(seconds, config)
if "wild" in asked:
    taken = heard(taken, wild(seconds, seed=int(asked["wild"])), config)


def keep(rest: Rest) -> None:
    """Take over what the picture sends, unless the address says that this page forgets."""
    if "forgets" not in asked:
        state.rest = rest


now = draw(
    taken,
    config=config,
    rest=state.rest,
    key="scope",
    labels=prefixed("scope.") | {"chime": "chime"},
    on_change=keep,
    present="present" in asked,
    words=WORDS,
)
state.runs = state.get("runs", 0) + 1
st.text(f"rest {now.seconds:.3f} {now.threshold:.3f} {now.start:.3f}")
st.text(f"runs {state.runs}")
