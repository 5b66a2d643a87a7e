"""A page with nothing but the map of points; the address says how many there are and in how many dimensions."""

import numpy as np
import streamlit as st

from app.i18n import prefixed
from app.lessons.words.tsne.picture import Rest, draw
from core.words.options import MapConfig
from tests.lessons.tsne.samples import film

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
count, dimensions = int(asked.get("count", 60)), int(asked.get("dimensions", 2))
state.setdefault("rest", Rest())
state.setdefault("seed", 0)
if st.button("Newer frame"):
    state.seed += 1
live = "live" in asked
made = film(count, 1 if live else 5, dimensions, k=min(10, count // 3), seed=state.seed)


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


def isolate(chosen: list[int]) -> None:
    """Remember what was chosen."""
    state.chosen = chosen


now = draw(
    made,
    config=MapConfig(),
    rest=state.rest,
    key="map",
    labels=prefixed("tsne.map."),
    groups=["first", "second", "third"],
    on_change=keep,
    on_isolate=isolate,
    live=live,
)
st.text(f"rest {now.frame} {now.pinned}")
st.text(f"chosen {len(state.get('chosen', ()))}")
st.text(f"near {np.asarray(made.near[0]).tolist()}")
