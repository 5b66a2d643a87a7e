"""A page with nothing but the picture; the address says where it rests, and whose y* stands there."""

from dataclasses import asdict, fields

import streamlit as st

from app.i18n import prefixed
from app.lessons.translate.error_analysis.picture import Rest, draw
from tests.lessons.error_analysis.samples import known, own_case

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
read = {"alpha": float, "only": str, "good": lambda marks: tuple(map(int, marks.split(",")))}
given = {one.name: read.get(one.name, int)(asked[one.name]) for one in fields(Rest) if one.name in asked}
state.setdefault("rest", Rest(**given))
if st.button("Fourth row"):
    state.rest = Rest(3, 2, 10, 0.5, "model")
own = own_case(asked["own"]) if "own" in asked else None


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


now = draw(
    known(asked.get("task", "fr-en")),
    own=own,
    own_row=int(asked["own_row"]) if "own_row" in asked else None,
    rest=state.rest,
    key="faults",
    labels=prefixed("error_analysis.picture."),
    wrongly=st.toggle("Mistake", "wrongly" in asked),
    present="present" in asked,
    on_change=keep,
)
st.text("rest " + " ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in asdict(now).values()))
