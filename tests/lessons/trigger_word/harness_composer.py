"""A page with nothing but the composer; the address says where the clips lie and whether the labels are mistaken."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.speech.trigger_word.composer import Block, draw
from core.speech.results import Labelling
from tests.lessons.trigger_word.samples import BURST, FIRST, STEP, samples

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
wave = samples(10.0)
PARTS = (("activate", 4.0, True, 0.55), ("captivate", 7.6, False, 0.6), ("good morning", 2.2, False, 0.6))
BLOCKS = [
    Block(name, wave[round(start * 16000) : round((start + BURST) * 16000)], BURST, is_word, end)
    for name, start, is_word, end in PARTS
]
if "places" not in state:
    state.places = tuple(float(place) for place in asked.get("places", "2.1,5.2,7.5").split(","))
if st.button("As at first"):
    state.places = (2.1, 5.2, 7.5)


def keep(places: tuple[float, ...]) -> None:
    """Take over what the picture sends."""
    state.places = places


now = draw(
    samples(10.0, seed=1) * 0.1,
    BLOCKS,
    seconds=10.0,
    places=state.places,
    labelling=Labelling(492, FIRST, STEP, 0.36, float(asked.get("early", 0.0))),
    key="composer",
    labels=prefixed("composer."),
    on_change=keep,
    present="present" in asked,
)
st.text(f"places {' '.join(f'{place:.2f}' for place in now)}")
