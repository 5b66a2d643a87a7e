"""A page with nothing but the picture; the address says what is written, and how."""

from dataclasses import asdict

import streamlit as st

from app.i18n import prefixed
from app.lessons.recurrent.sampling.picture import Rest, draw
from core.recurrent.options import SamplingConfig
from tests.lessons.sampling.samples import written

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("messages", 0)
state.setdefault(
    "rest",
    Rest(
        int(asked.get("step", 2)),
        int(asked.get("seed", 7)),
        float(asked.get("temperature", 0.7)),
        int(asked.get("top_k", 0)),
        float(asked.get("top_p", 0.9)),
        float(asked.get("min_p", 0.0)),
        "last" in asked,
    ),
)


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest
    state.messages += 1


rest, level = state.rest, asked.get("level", "word")
config = SamplingConfig(rest.temperature, rest.top_k, rest.top_p, rest.min_p, rest.temperature_last)
now = draw(
    written(level, config, rest.seed, rest.kept, rest.needle),
    rest=rest,
    key="draws",
    labels=prefixed("sampling.picture."),
    on_change=keep,
    bug=asked.get("bug", "none"),
    present="present" in asked,
)
st.text("rest " + " ".join(f"{name}={value}" for name, value in asdict(now).items() if name != "kept"))
st.text(f"told {'|'.join(now.kept)}")
st.text(f"messages {state.messages}")
