"""A text unrolling: the states of a network, a column for each letter, with a box that reads along."""

from pathlib import Path

import streamlit as st

from app.kit import states
from core.recurrent.results import Reading

HERE = Path(__file__).parent
_component = st.components.v2.component(
    "unrolled.unroll_strip",
    html="<figure><canvas role=img></canvas><button type=button></button></figure>",
    js=states.SCRIPT.read_text("utf-8") + (HERE / "component.js").read_text("utf-8"),
    css=(HERE / "component.css").read_text("utf-8"),
)


def unroll_strip(reading: Reading, *, label: str, replay: str, key: str) -> None:
    """Draw the strip. `label` says in words what is to be seen, `replay` stands on the button that reads it again."""
    data = {
        "states": states.packed(reading),
        "letters": states.letters(reading),
        "colours": states.colours(),
        "label": label,
        "replay": replay,
    }
    _component(data=data, key=key, height="content")
