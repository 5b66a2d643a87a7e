"""A button that copies the page's address, which holds the lesson's whole state."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
JS = (HERE / "component.js").read_text("utf-8")
CSS = (HERE / "component.css").read_text("utf-8")
_component = st.components.v2.component(
    "unrolled.copy_link", html="<button type=button></button><span role=status></span>", js=JS, css=CSS
)


def copy_link(label: str, done: str, failed: str) -> None:
    """Draw the button; `done` is shown on it for a moment, `failed` where the browser forbids copying."""
    _component(
        data={"label": label, "done": done, "failed": failed}, key="frame.copy", width="content", height="content"
    )
