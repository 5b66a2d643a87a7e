"""What the page on t-SNE asks of core: the map that ships, what its jobs are given, and what can be asked about a map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from app.lessons.words import compute as shared
from core.words import choices, films, points, typed
from core.words.options import MapConfig, PointsKey
from core.words.results import Film, Given, Paused

LARGE = 1000  # points from which a map waits in the line of long jobs


def first_map() -> tuple[PointsKey, MapConfig, Film]:
    """The map that ships: of which points, how it was made, and its film."""
    return films.FIRST_KEY, films.FIRST_CONFIG, films.first()


def warm() -> None:
    """Read the map that is seen first; the server does, before the first visitor."""
    first_map()


def words_of(text: str) -> tuple[str, ...]:
    """A visitor's words, each once."""
    return tuple(typed.words_of(text))


def unknown(vectors: str, words: Iterable[str]) -> list[str]:
    """Those of the words that have no vector."""
    return points.unknown(words, shared.vectors(vectors))


def fewest() -> int:
    """How many words a map needs."""
    return points.FEWEST


def description(key: PointsKey, config: MapConfig, resume: Paused | None = None) -> dict[str, Any]:
    """What the jobs "map", "map_large" and "map_check" are asked."""
    return {"key": key, "config": config, "given": _given(key), "resume": resume}


def many_description(key: PointsKey) -> dict[str, Any]:
    """What the job "map_many" is asked."""
    return {"key": key, "given": _given(key)}


def relations_description(vectors: str) -> dict[str, Any]:
    """What the job "map_relations" is asked."""
    key = PointsKey(shared.at_hand(vectors), file=shared.file(vectors))
    return {"vectors": key.vectors, "given": _given(key)}


def job_of(key: PointsKey) -> str:
    """The job that makes this map: small ones need not wait behind long ones."""
    return "map" if key.size <= LARGE else "map_large"


def point_asked(film: Film, pinned: str) -> int:
    """The point that the questions are about."""
    return choices.point_asked(film, pinned)


def true_nearest(film: Film, point: int) -> choices.Choices | None:
    """Four words, and the place of the one that is truly nearest to the point; None where too few differ."""
    return choices.true_nearest(film, point)


def _given(key: PointsKey) -> Given | None:
    """What a job needs of a visitor's own vectors; None where the points are of those that ship, or of none."""
    return _needed(key) if key.file else None


@st.cache_resource(scope="session", max_entries=3, show_spinner=False)
def _needed(key: PointsKey) -> Given:
    from core.words import map_checks

    return points.needed(key, shared.vectors("own"), [word for pair in map_checks.PAIRS for word in pair])
