"""What the page on the GRU asks of core."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from app.lessons.recurrent.presets import NESTED
from core.recurrent.options import ModelKey
from core.recurrent.results import Held, Marked, Pin, Reading, Stretch, Swapped


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


def longest_kept(found: Reading, unit: int, reversed_gate: bool = False) -> Stretch:
    """The longest stretch of this window through which the unit keeps more than half of what it had."""
    from core.recurrent import memory

    return memory.longest(found.trace, unit, reversed_gate)


def place_to_swap(key: ModelKey, text: str) -> int:
    """The step of the letter that is swapped at first."""
    from core.recurrent import swapped, zoo

    return swapped.place_to_swap(zoo.model(key), text)


def other_symbol(key: ModelKey, text: str, place: int) -> str:
    """What is put in the place of a letter at first."""
    from core.recurrent import swapped, zoo

    return swapped.other_symbol(zoo.model(key), text, place)


def swap(key: ModelKey, text: str, place: int, symbol: str, pins: Sequence[Pin] = ()) -> Swapped:
    """The text read twice, the second time with another symbol at that step."""
    from core.recurrent import swapped, zoo

    return swapped.swap(zoo.model(key), text, place, symbol, pins)


def longest_apart(found: Swapped) -> Stretch | None:
    """The unit whose two memories differ most, and through which steps by more than a half; None for nowhere."""
    from core.recurrent import swapped

    return swapped.longest_apart(found)


def swap_summary(found: Swapped) -> list[tuple[float, float, int, float]]:
    """At each step: the largest and the median distance, how many units are apart, and the distance of what is expected."""
    from core.recurrent import swapped

    return swapped.summary(found)
