"""What the page on the GRU asks of core."""

from __future__ import annotations

import numpy as np
import streamlit as st

from app.lessons.recurrent.presets import NESTED
from core.recurrent.options import ModelKey
from core.recurrent.results import Held, Marked, Pin, Reading


def other_marks(key: ModelKey, text: str, pins: tuple[Pin, ...]) -> Marked | None:
    """The text's words between other marks, and between none; None for a text without a mark."""
    return (_preset if text in NESTED.values() and not pins else _own)(key, text, pins)


def _other_marks(key: ModelKey, text: str, pins: tuple[Pin, ...]) -> Marked | None:
    from core.recurrent import beside, zoo

    return beside.other_marks(zoo.model(key), text, pins)


_own = st.cache_resource(_other_marks, scope="session", max_entries=2, show_spinner=False)
_preset = st.cache_resource(_other_marks, max_entries=16, show_spinner=False)


def warm() -> None:
    """What is seen first."""
    other_marks(ModelKey("gru", "nested"), NESTED["bracket"], ())


def overwritten(key: ModelKey, text: str, unit: int, step: int) -> Held | None:
    """What becomes of the closing mark if the unit must write; None where there is nothing to ask."""
    from core.recurrent import beside, zoo

    return beside.overwritten(zoo.model(key), text, unit, step)


def kept(found: Reading, step: int, reversed_gate: bool = False) -> np.ndarray:
    """The share of the memory of `step` that is left at each step from there on (t, H)."""
    from core.recurrent import memory

    return memory.kept(found.trace, step, reversed_gate)


def kept_summary(shares: np.ndarray) -> list[tuple[float, float, int]]:
    """Of shares (t, H): the largest, the median, and how many are above a half, at each step."""
    from core.recurrent import memory

    return memory.summary(shares)
