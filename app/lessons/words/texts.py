"""A visitor's own text to train word vectors on, the same in all lessons that train; kept for the session only."""

from __future__ import annotations

import itertools
import weakref
from dataclasses import dataclass

import streamlit as st

from core.errors import UserError
from core.sizes import size_of
from core.words.results import TextRead

HELD = "words.text"
OWN_BYTES = 400 << 20  # texts of all visitors together
_numbers = itertools.count(1)


@dataclass(frozen=True, eq=False)
class OwnText:
    """A visitor's text: a name that no other has, its bytes, and what they were taken for."""

    name: str
    data: bytes
    read: TextRead


_kept: weakref.WeakSet[OwnText] = weakref.WeakSet()


def held() -> OwnText | None:
    """The visitor's text, if there is one."""
    return st.session_state.get(HELD)


def keep(given: bytes, read: TextRead) -> None:
    """Keep a text in place of the one before. Raises UserError where there is no room."""
    before, made = held(), OwnText(f"own {next(_numbers)}", given, read)
    if sum(size_of(text) for text in {*_kept, made} - {before}) > OWN_BYTES:
        raise UserError("corpus.full")
    _kept.add(made)
    st.session_state[HELD] = made
