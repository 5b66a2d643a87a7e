"""A page with nothing but the picture; the address says where it is pinned, what is looked at, and how long the text is."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.recurrent.gradients.picture import Rest, draw
from tests.lessons.gradients.samples import TEXT, cliff, reaches

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("messages", 0)
state.setdefault("rest", Rest(int(asked.get("pin", 18)), int(asked.get("look", 9))))
text = (TEXT * 12)[: int(asked.get("letters", len(TEXT)))]


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest
    state.messages += 1


now = draw(
    reaches(text, turned=state.rest.radius > 0, by=asked.get("by", "state"), odd="odd" in asked),
    cliff(),
    rest=state.rest,
    radii=(0.0, 1.0, 3.0, 8.0),
    own=4.5,
    key="gradients",
    labels=prefixed("gradients.picture."),
    on_change=keep,
    on_open=lambda: state.update(opened=True),
    present="present" in asked,
)
st.text(f"rest {now.pin} {now.look} {now.radius:g}")
st.text(f"messages {state.messages}")
st.text(f"opened {state.get('opened', False)}")
