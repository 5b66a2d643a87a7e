"""A visitor's own text to train word vectors on, the same in all lessons that train; kept for the session only."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import streamlit as st

from app.lessons.words.room import Arrived, Room
from core.sizes import size_of
from core.words.results import TextRead

HELD = "words.text"
OWN_BYTES = 400 << 20  # texts of all visitors together, and those of them that nobody has looked at yet
_numbers = itertools.count(1)


@dataclass(frozen=True, eq=False)
class OwnText:
    """A visitor's text: a name that no other has, its bytes, what they were taken for, and the upload or field it is of."""

    name: str
    data: bytes
    read: TextRead
    source: str


_kept, _arrived = Room("corpus.full"), Room("corpus.full")


def arrive(slug: str, source: str, data: bytes) -> None:
    """Keep a text that was brought in a lesson until it is looked at. Raises UserError where there is no room."""
    made = Arrived(source, data)
    _arrived.add(made, len(data), OWN_BYTES, instead=arrived(slug))
    st.session_state[f"{HELD}.{slug}"] = made


def arrived(slug: str) -> Arrived | None:
    """The text that was brought in a lesson and has not been looked at yet, if there is one."""
    return st.session_state.get(f"{HELD}.{slug}")


def forget_arrived(slug: str) -> None:
    """It was looked at, or is no longer wanted."""
    st.session_state.pop(f"{HELD}.{slug}")


def held() -> OwnText | None:
    """The visitor's text, if there is one."""
    return st.session_state.get(HELD)


def keep(given: Arrived, read: TextRead) -> None:
    """Keep a text in place of the one before. Raises UserError where there is no room."""
    made = OwnText(f"own {next(_numbers)}", given.data, read, given.file)
    _kept.add(made, size_of(made), OWN_BYTES, instead=held())
    st.session_state[HELD] = made
