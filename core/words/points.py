"""The points of a map: words by group, the most frequent, a visitor's own, and three sets made to mislead."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from core.errors import UserError
from core.words import library
from core.words.analogy_questions import questions
from core.words.options import PointsKey
from core.words.results import Given, Points
from core.words.vectors import WordVectors

FEWEST, MOST = 8, 10_000
CLUSTERS = 8
SEED = 20
# The group's name -> categories of Google's analogy questions, and which of a question's four words belong to it.
CATEGORIES = {
    "countries": (("capital-common-countries", "capital-world"), (1, 3)),
    "capitals": (("capital-common-countries", "capital-world"), (0, 2)),
    "nationalities": (("gram6-nationality-adjective",), (1, 3)),
    "us_places": (("city-in-state",), (0, 1, 2, 3)),
    "currencies": (("currency",), (1, 3)),
    "family": (("family",), (0, 1, 2, 3)),
    "verbs": (("gram5-present-participle", "gram7-past-tense", "gram9-plural-verbs"), (0, 1, 2, 3)),
    "adjectives": (("gram3-comparative", "gram4-superlative"), (0, 1, 2, 3)),
}


def build(key: PointsKey, given: Given | None = None) -> Points:
    """The points of a description; `given` holds what it needs of a visitor's own file, most frequent first.

    Words have unit length, so that the nearest by distance are the nearest by cosine. Raises UserError where fewer than
    `FEWEST` are known.
    """
    if given is not None:
        return _made(key, WordVectors(given.words, given.vectors))
    return _shipped(key)


def needed(key: PointsKey, wv: WordVectors, also: Iterable[str] = ()) -> Given:
    """The part of `wv` that `build` needs for a key, and some words more."""
    words = [] if key.kind in CLOUDS else categories(wv) if key.kind == "groups" else chosen(key, wv)
    rows = np.unique(wv.rows([*words, *(word for word in also if word in wv)]))
    return Given(tuple(wv.words[row] for row in rows), wv.vectors[rows])


@lru_cache(maxsize=4)
def _shipped(key: PointsKey) -> Points:
    return _made(key, library.load(key.vectors))


def _made(key: PointsKey, wv: WordVectors) -> Points:
    if key.kind in ("sizes", "gaps"):
        return CLOUDS[key.kind](key.count)
    if key.kind == "groups":
        return _grouped(wv, key.count)
    words = chosen(key, wv)
    if len(words) < FEWEST:
        raise UserError("tsne.too_few", known=len(words), least=FEWEST)
    X = wv.unit[wv.rows(words)]
    if key.kind == "noise":
        X = np.random.default_rng(SEED).permuted(X, axis=0)  # every column on its own: the same numbers, no structure
        words = tuple(f"noise {i + 1}" for i in range(len(words)))
    return Points(tuple(words), X, *clustered(X, words))


def chosen(key: PointsKey, wv: WordVectors) -> list[str]:
    """The words of a description that are known, each once."""
    if key.kind == "own":
        found = (spelled(word, wv) for word in key.own)
        return list(dict.fromkeys(word for word in found if word is not None))[:MOST]
    return list(wv.words[: min(key.count, MOST)])


def spelled(word: str, wv: WordVectors) -> str | None:
    """The word as it stands in the vectors: as written, in small letters, or with a capital; None if it is not there."""
    return next((form for form in (word, word.lower(), word.capitalize()) if form in wv), None)


def unknown(words: Iterable[str], wv: WordVectors) -> list[str]:
    """Those of the words that are not in the vectors in any spelling."""
    return [word for word in words if spelled(word, wv) is None]


def categories(wv: WordVectors) -> dict[str, str]:
    """Word -> group, for the words of the analogy questions that are known; a word keeps its first group."""
    found: dict[str, str] = {}
    listed = questions(library.text("questions"))
    for group, (names, places) in CATEGORIES.items():
        for row in (row for name in names for row in listed.get(name, ())):
            for place in places:
                word = spelled(row[place].lower() if row[place].lower() in wv else row[place], wv)
                if word is not None:
                    found.setdefault(word, group)
    return found


def _grouped(wv: WordVectors, count: int) -> Points:
    group = categories(wv)
    words = sorted(group, key=wv.row)[:count]
    names = tuple(name for name in CATEGORIES if any(group[word] == name for word in words))
    if len(words) < FEWEST:
        raise UserError("tsne.too_few", known=len(words), least=FEWEST)
    groups = np.array([names.index(group[word]) for word in words], dtype=np.uint8)
    return Points(tuple(words), wv.unit[wv.rows(words)], groups, names)


def clustered(X: np.ndarray, words) -> tuple[np.ndarray, tuple[str, ...]]:
    """Groups by k-means in the space itself (N,), and for each the word nearest its middle, as "=word"."""
    from sklearn.cluster import KMeans

    count = min(CLUSTERS, max(2, len(X) // 6))
    found = KMeans(count, n_init=1, random_state=SEED).fit(np.asarray(X, dtype=np.float32))
    away = found.transform(np.asarray(X, dtype=np.float32))  # (N, groups)
    return found.labels_.astype(np.uint8), tuple(f"={words[row]}" for row in away.argmin(axis=0))


def _sizes(count: int) -> Points:
    """Two clouds in ten dimensions, one ten times as wide as the other. Wattenberg et al. 2016."""
    return _clouds(count, (0.0, 30.0), (1.0, 0.1), ("wide", "narrow"))


def _gaps(count: int) -> Points:
    """Three clouds of one width on a line, the third five times as far from the second as the second from the first."""
    return _clouds(count, (0.0, 10.0, 60.0), (1.0, 1.0, 1.0), ("first", "second", "third"))


def _clouds(count: int, places, widths, names: tuple[str, ...]) -> Points:
    rng = np.random.default_rng(SEED)
    groups = (np.arange(count) % len(places)).astype(np.uint8)
    X = rng.normal(size=(count, 10)) * np.array(widths)[groups, None]
    X[:, 0] += np.array(places)[groups]
    words = tuple(f"{names[g]} {i // len(places) + 1}" for i, g in enumerate(groups))
    return Points(words, X.astype(np.float32), groups, names)


CLOUDS = {"sizes": _sizes, "gaps": _gaps}
