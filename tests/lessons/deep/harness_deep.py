"""A page with nothing but the picture; the address says how far the text is read, which row is pinned, how many layers."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.recurrent.deep.picture import Rest, draw
from tests.lessons.deep.samples import LETTERS, TIMES, figures, reading

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("messages", 0)
state.setdefault("opened", "none")
names = ("step", "layer", "unit")
state.setdefault("rest", Rest(*(int(asked.get(name, 3 if name == "step" else 0)) for name in names), "next"))
text = (LETTERS * 40)[: int(asked.get("letters", len(LETTERS)))]


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest
    state.messages += 1


def opened(cell: str, layers: int) -> None:
    """A depth has been pressed in a chart."""
    state.opened = f"{cell} {layers}"


now = draw(
    reading(text, int(asked.get("layers", 2)), int(asked.get("ways", 1))),
    "lstm",
    figures(),
    rest=state.rest,
    key="deep",
    labels=prefixed("deep.picture."),
    times=TIMES if "times" in asked else None,
    on_change=keep,
    on_open=opened,
    present="present" in asked,
)
st.text(f"rest {now.step} {now.layer} {now.unit} {now.asked}")
st.text(f"messages {state.messages}")
st.text(f"opened {state.opened}")
