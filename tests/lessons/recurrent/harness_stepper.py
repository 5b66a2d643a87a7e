"""A page with nothing but the accordion; the address says which cell reads what, or which ones in turn, by `|`."""

import dataclasses

import streamlit as st

from app.i18n import prefixed
from app.lessons.recurrent.cell_stepper import Rest, cell_stepper, window_start
from tests.lessons.recurrent.samples import panel, reading

asked = st.query_params
st.set_page_config(layout="wide")
if st.button("Next"):
    st.session_state.turn = st.session_state.get("turn", 0) + 1
turn, units = st.session_state.get("turn", 0), int(asked.get("units", 12))
equations = asked.get("equation", "lstm").split("|")
texts = asked.get("text", "The cat, which already ate, was full.").split("|")
equation, text = equations[turn % len(equations)], texts[turn % len(texts)] * int(asked.get("times", 1))
tokens = text.split("_") if "words" in asked else list(text)

if "rest" not in st.session_state:
    unit = int(asked["unit"]) if "unit" in asked else None
    st.session_state.rest = Rest(step=int(asked.get("step", 0)), unit=unit, order=asked.get("order", "network"))
if st.button("To step 3"):
    st.session_state.rest = dataclasses.replace(st.session_state.rest, step=2)


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    st.session_state.rest = rest


rest = st.session_state.rest
start = window_start(min(rest.step, len(tokens) - 1), len(tokens))
taken = reading(equation, tokens, units, pins=rest.pins, start=start)
labels = prefixed("stepper.") | {"reads": "reads {token}"}
shown = panel(asked["panel"], taken) if "panel" in asked else None
now = cell_stepper(taken, equation=equation, rest=rest, key="picture", labels=labels, on_change=keep, panel=shown)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"rest {now.step} {now.unit} {now.order} {[(p.gate, p.unit, p.start, p.value) for p in now.pins]}")
st.text(f"runs {st.session_state.runs}")
