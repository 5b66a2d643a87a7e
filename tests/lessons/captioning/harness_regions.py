"""A page with nothing but a sentence over a picture; the address says which words, of which shape, and by which seed."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.translate.captioning.aligned_picture import draw
from tests.lessons.captioning import sketched

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
words = tuple(asked.get("words", " ".join(sketched.SENTENCES[0].split())).split())
shape = tuple(int(side) for side in asked.get("shape", "420x315").split("x"))
state.setdefault("words", words)
if st.button("Second"):
    state.words = ("ball", "<b>dog</b>")
st.button("Again")
draw(
    sketched.seen(*shape).drawn,
    sketched.aligned(state.words),
    key="regions",
    labels=prefixed("captioning.aligned."),
    present="present" in asked,
)
