"""What the lesson on t-SNE asks of core: the map that ships, and what can be read off a map that is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from app.lessons.words import compute as compute_words
from core.words.options import MapConfig, PointsKey

if TYPE_CHECKING:
    from core.words.results import Film, Given, Paused

LARGE = 1000  # points from which a map waits in the line of long jobs


def first_map() -> tuple[PointsKey, MapConfig, Film]:
    """The map that ships: of which points, how it was made, and its film."""
    from core.words import films

    return films.FIRST_KEY, films.FIRST_CONFIG, films.first()


def words_of(text: str) -> tuple[str, ...]:
    """A visitor's words, parted by spaces, commas or line ends, each once."""
    return tuple(dict.fromkeys(word for word in re.split(r"[\s,;]+", text) if word))


def unknown(vectors: str, words: tuple[str, ...]) -> list[str]:
    """Those of the words that have no vector."""
    from core.words import points

    wv = compute_words.vectors(vectors)
    return [word for word in words if points.spelled(word, wv) is None]


def fewest() -> int:
    """How many words a map needs."""
    from core.words import points

    return points.FEWEST


def description(key: PointsKey, config: MapConfig, resume: Paused | None = None) -> dict[str, Any]:
    """What the jobs "map", "map_large" and "map_check" are asked."""
    return {"key": key, "config": config, "given": given(key), "resume": resume}


def given(key: PointsKey) -> Given | None:
    """What a job needs of a visitor's own vectors; None where the points are of those that ship, or of none."""
    return _needed(key) if key.file else None


@st.cache_resource(scope="session", max_entries=3, show_spinner=False)
def _needed(key: PointsKey) -> Given:
    from core.words import map_checks, points

    return points.needed(key, compute_words.vectors("own"), [word for pair in map_checks.PAIRS for word in pair])


def relations(vectors: str) -> dict[str, Any]:
    """What the job "map_relations" is asked."""
    key = PointsKey(compute_words.at_hand(vectors), file=compute_words.file(vectors))
    return {"vectors": key.vectors, "given": given(key)}


def job_of(key: PointsKey) -> str:
    """The job that makes this map: small ones need not wait behind long ones."""
    size = len(key.own) if key.kind == "own" else key.count
    return "map" if size <= LARGE else "map_large"


def kept_of(film: Film, point: int) -> tuple[int, int]:
    """How many of a point's true neighbours are among as many nearest on the map, and how many there are."""
    true = film.near[point]
    return int(np.isin(mapped(film, point), true).sum()), len(true)


def mapped(film: Film, point: int) -> np.ndarray:
    """A point's nearest on the map, nearest first, as many as true ones are known."""
    Y = film.frames[-1].astype(np.float64)
    away = ((Y - Y[point]) ** 2).sum(axis=1)
    away[point] = np.inf
    return np.argsort(away, kind="stable")[: film.near.shape[1]]


def nearest_question(film: Film, point: int) -> tuple[list[str], int] | None:
    """Four words in the order of the alphabet of which one is the true nearest, and its place; None where too few differ.

    The others stand near on the map and are not among the true neighbours, as far as there are such.
    """
    true = int(film.near[point, 0])
    others = [int(j) for j in mapped(film, point) if j not in film.near[point]]
    others += [int(j) for j in film.near[point, 1:] if int(j) not in others]
    options = sorted(film.names[j] for j in [true, *others[:3]])
    return (options, options.index(film.names[true])) if len(options) == 4 else None


def numbers(film: Film) -> dict[str, list]:
    """A row for each word of a map: where it stands, its group, how many neighbours were kept, and its true neighbours."""
    Y = film.frames[-1]
    axes = {name: Y[:, d].tolist() for d, name in enumerate("xyz"[: Y.shape[1]])}
    kept = [kept_of(film, i)[0] for i in range(len(film.names))]
    near = [" ".join(film.names[j] for j in row) for row in film.near]
    groups = [film.group_names[g].removeprefix("=") for g in film.groups]
    return {"word": list(film.names)} | axes | {"group": groups, "kept": kept, "true_nearest": near}


def curve(film: Film) -> dict[str, list]:
    """A row for each iteration at which a map was judged."""
    found = film.curve
    return {name: getattr(found, name).tolist() for name in ("iterations", "kl", "trust", "kept")}
