"""A page with nothing but the picture; the address says of which sentence, pair and darts, and where it rests."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.words.negative_sampling.options import SEED, SENTENCE
from app.lessons.words.negative_sampling.picture import Rest, draw
from tests.lessons.negative_sampling.samples import shown

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
numbers = {name: int(asked.get(name, usual)) for name, usual in (("centre", 5), ("pair", 3), ("k", 4), ("step", -1))}
state.setdefault("rest", Rest(exponent=float(asked.get("exponent", 0.75)), **numbers))
state.setdefault("seed", int(asked.get("seed", SEED)))
state.setdefault("text", asked.get("text", SENTENCE))
if st.button("Another text"):
    state.text = "a glass of milk"
if st.button("First step"):
    state.rest = Rest(state.rest.centre, 0, 0.5, 2, 1)


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


def throw() -> None:
    """Other darts."""
    state.seed += 1


window, moment = int(asked.get("window", 3)), asked.get("moment", "end")
now = draw(
    shown(state.text, state.rest.centre, window, state.seed, moment, "odd" in asked),
    rest=state.rest,
    key="pairs",
    labels=prefixed("negative_sampling.picture."),
    seed=state.seed,
    present="present" in asked,
    on_change=keep,
    on_throw=throw,
)
st.text(f"rest {now.centre} {now.pair} {now.exponent:g} {now.k} {now.step}, seed {state.seed}")
