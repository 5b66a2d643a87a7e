"""What the page on the LSTM asks of core."""

from __future__ import annotations

import streamlit as st

from app.lessons.recurrent import compute as shared
from app.lessons.recurrent.presets import CELLS, NESTED
from core.recurrent.options import ModelKey
from core.recurrent.results import Forecast, Pin


def forecast(key: ModelKey, text: str, pins: tuple[Pin, ...]) -> Forecast:
    """What the model expects at each step of the text. Raises UserError if there is nothing to read."""
    return (_preset if text in NESTED.values() and not pins else _own)(key, text, pins)


def _forecast(key: ModelKey, text: str, pins: tuple[Pin, ...]) -> Forecast:
    from core.recurrent import beside, zoo

    return beside.forecast(zoo.model(key), text, pins)


_own = st.cache_resource(_forecast, scope="session", max_entries=3, show_spinner=False)
_preset = st.cache_resource(_forecast, max_entries=32, show_spinner=False)


def right_at(name: str, text: str) -> tuple[int, int]:
    """How many test verbs as far from their noun as the text's the model of that name has right, and of how many; (0, 0)
    for no verb."""
    from core.recurrent import beside

    return beside.right_at(shared.card(name)["measured"]["accuracy_by_distance"], text)


def warm() -> None:
    """The forecasts that are seen first."""
    for cell in CELLS:
        forecast(ModelKey(cell, "nested"), NESTED["agreement"], ())


def accuracy(family: str = "nested") -> dict[str, list[dict]]:
    """Cell -> accuracy at closing and agreeing by distance, from the model cards."""
    return {cell: shared.card(f"{family}_{cell}")["measured"]["accuracy_by_distance"] for cell in CELLS}
