"""A page with nothing but the picture; the address says of which sentence and translator, and where it rests."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.translate.seq2seq.options import CARD, HOMEWORK
from app.lessons.translate.seq2seq.picture import Rest, draw
from core.translate.options import ONE_WAY, REVERSED
from tests.lessons.seq2seq.samples import lengths, maps, read

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
unit = int(asked["unit"]) if "unit" in asked else None
state.setdefault("rest", Rest(int(asked.get("step", -1)), unit, asked.get("map", "paraphrases")))
state.setdefault("text", asked.get("text", CARD))
state.setdefault("name", asked.get("name", ONE_WAY))
if st.button("Another text"):
    state.text = HOMEWORK
if st.button("Reversed"):
    state.name = ONE_WAY if state.name == REVERSED else REVERSED
if st.button("First step"):
    state.rest = Rest(1, 3, "card")


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


def load(text: str) -> None:
    """A sentence of a map."""
    state.text = text


now = draw(
    read(state.name, state.text),
    maps(state.name, state.text),
    lengths(state.name),
    rest=state.rest,
    key="vector",
    labels=prefixed("seq2seq.picture."),
    present="present" in asked,
    on_change=keep,
    on_text=load,
)
st.text(f"rest {now.step} {now.unit} {now.map}, {state.text}")
