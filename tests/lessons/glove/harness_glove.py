"""A page with nothing but the picture; the address says of which sentence and training, and where it rests."""

from dataclasses import asdict, replace

import streamlit as st

from app.i18n import prefixed
from app.kit.exchange import last_sent
from app.lessons.words.glove.options import SENTENCE
from app.lessons.words.glove.picture import draw, payload
from tests.lessons.glove.samples import NAMES, USUAL, scene

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")


def given(name: str):
    """A part of the rest, as the address has it."""
    usual = getattr(USUAL, name)
    return usual if name not in asked else asked[name] == "1" if isinstance(usual, bool) else type(usual)(asked[name])


state.setdefault("kind", asked.get("kind", "first"))
state.setdefault("live", int(asked.get("live", -1)))
state.setdefault("rest", replace(USUAL, **{name: given(name) for name in NAMES}))
if st.button("Newer moment"):
    state.live += 1
if st.button("Done"):
    state.live = -1
if st.button("Another text"):
    state.kind = "tiny"
if st.button("Before the text"):
    state.rest = replace(USUAL, step=2, row="", column="", window=2, x_max=7.5, ratios="text")


def keep(rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


live = state.live if state.live >= 0 else None
made = scene(asked.get("text", SENTENCE), state.kind, live, "odd" in asked)
now = draw(
    made,
    rest=state.rest,
    key="scene",
    labels=prefixed("glove.picture."),
    live=live is not None,
    present="present" in asked,
    on_change=keep,
)
st.text("rest " + " ".join(f"{name}={value}" for name, value in asdict(now).items()))
st.text(f"has {last_sent('scene', 'have') == payload.subject(made)}")
