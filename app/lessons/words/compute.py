"""What the lessons on words share: vectors that ship, and a visitor's own, which stay in the session."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import streamlit as st

from app.lessons.words.room import Arrived, Room
from core.sizes import size_of
from core.words import library
from core.words.results import Given, Upload
from core.words.vectors import WordVectors

OWN = "words.own"
ARRIVED = "words.own.arrived"
OWN_BYTES = 800 << 20  # words and vectors of all visitors together
ARRIVED_BYTES = 1 << 30  # files of theirs that have not been read yet
_kept, _arrived = Room("vectors.full"), Room("vectors.full")
_files = itertools.count(1)


@dataclass(frozen=True)
class Own:
    """A visitor's own vectors: a number that no other file has, the vectors, the same for jobs, as in Upload, and the
    name of the upload."""

    file: int
    vectors: WordVectors
    given: Given
    kind: str
    total: int
    twice: int
    upload: str = ""


def has_own() -> bool:
    """Whether this visitor has brought vectors."""
    return OWN in st.session_state


def arrive(file: str, data: bytes) -> None:
    """Keep a file of vectors until it is read, in place of the one before. Raises UserError where there is no room."""
    made = Arrived(file, data)
    _arrived.add(made, len(data), ARRIVED_BYTES, instead=arrived())
    st.session_state[ARRIVED] = made


def arrived() -> Arrived | None:
    """The visitor's file of vectors that has not been read yet, if there is one."""
    return st.session_state.get(ARRIVED)


def keep_own(found: Upload, upload: str = "") -> None:
    """Keep a visitor's vectors for the session, in place of those before. Raises UserError where there is no room."""
    st.session_state.pop(OWN, None)
    made = WordVectors(found.words, found.vectors)
    _kept.add(
        made, size_of(made) + made.vectors.nbytes, OWN_BYTES
    )  # once more at length 1, as soon as they are compared
    given = Given(made.words, made.vectors)
    st.session_state[OWN] = Own(next(_files), made, given, found.kind, found.total, found.twice, upload)


def at_hand(name: str) -> str:
    """The name of the vectors that stand for these: "glove" where a visitor has not brought "own" ones."""
    return "glove" if name == "own" and not has_own() else name


def own(name: str) -> Own | None:
    """A visitor's own vectors, if that is what `name` says and there are any."""
    return st.session_state.get(OWN) if name == "own" else None


def vectors(name: str) -> WordVectors:
    """The vectors of that name: "glove", "news", or the visitor's "own" (GloVe where there are none)."""
    mine = own(name)
    return library.load(at_hand(name)) if mine is None else mine.vectors


def file(name: str) -> int:
    """A number that tells a visitor's own vectors from those they had before; 0 for vectors that ship."""
    mine = own(name)
    return 0 if mine is None else mine.file


def for_job(name: str) -> Given | None:
    """A visitor's own vectors for a job, which knows those that ship."""
    mine = own(name)
    return None if mine is None else mine.given


def dimensions(name: str) -> int:
    """E."""
    return vectors(name).dimensions
