"""Which addresses become entries of the browser's history, and which take the place of the one before."""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

JS = (Path(__file__).parent / "component.js").read_text("utf-8")
_component = st.components.v2.component("unrolled.entries", js=JS)


def entries(resting: Iterable[str]) -> None:
    """Of addresses that differ only in the parameters `resting`, keep one entry: a step of a picture is nothing to go back
    to, a text or a preset is."""
    _component(data={"resting": sorted(resting)}, key="frame.entries", height="content")
