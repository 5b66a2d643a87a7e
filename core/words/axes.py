"""Axes of meaning, made from pairs of words: how far words lie along them; and how like each other words are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.errors import UserError
from core.words import equation
from core.words.vectors import WordVectors

Pair = tuple[str, str]

# Each from pairs of words that differ mainly in it; the second word of a pair has more of it.
AXES: dict[str, tuple[Pair, ...]] = {
    "gender": (("man", "woman"), ("he", "she"), ("boy", "girl"), ("father", "mother"), ("son", "daughter"))
    + (("brother", "sister"), ("husband", "wife"), ("uncle", "aunt")),
    "royal": (("man", "king"), ("woman", "queen"), ("boy", "prince"), ("girl", "princess"), ("house", "palace")),
    "age": (("young", "old"), ("child", "adult"), ("boy", "man"), ("girl", "woman"), ("puppy", "dog"))
    + (("new", "ancient"), ("youth", "elderly")),
    "food": (("car", "cheese"), ("table", "bread"), ("paper", "rice"), ("stone", "meat"), ("window", "soup")),
    "size": (("small", "large"), ("tiny", "huge"), ("little", "big"), ("narrow", "wide"), ("village", "city")),
    "warmth": (("cold", "hot"), ("winter", "summer"), ("cool", "warm"), ("snow", "sun"), ("freezing", "boiling")),
    "praise": (
        ("bad", "good"),
        ("worst", "best"),
        ("terrible", "wonderful"),
        ("awful", "excellent"),
        ("ugly", "beautiful"),
    ),
    "wealth": (("poor", "rich"), ("cheap", "expensive"), ("poverty", "wealth"), ("beggar", "millionaire")),
}


def pairs_of(wv: WordVectors, name: str, typed: str) -> Sequence[Pair]:
    """The pairs that make an axis: one of `AXES`, or for any other name those typed, "a b, c d", as the list spells them.

    Raises UserError for what is no pair and for a word without a vector.
    """
    if name in AXES:
        return AXES[name]
    parts = [part.split() for part in typed.split(",")]
    if any(len(part) not in (0, 2) for part in parts):
        raise UserError("analogies.pair_form")
    return [(equation.spelling(wv, part[0]), equation.spelling(wv, part[1])) for part in parts if part]


def first_pair(name: str, typed: str) -> Pair | None:
    """The pair that names an axis: its first, as it is typed; None where that is no pair."""
    if name in AXES:
        return AXES[name][0]
    words = typed.split(",")[0].split()
    return (words[0], words[1]) if len(words) == 2 else None


def axis(wv: WordVectors, pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """The direction from the first words of the pairs to the second, (E,) of length 1, and the point (E,) half way.

    The mean of the differences of unit vectors, each of length 1. Pairs with an unknown word are left out.
    Raises UserError if none is left.
    """
    known = [pair for pair in pairs if pair[0] in wv and pair[1] in wv and pair[0] != pair[1]]
    if not known:
        raise UserError("analogies.no_pairs")
    first, second = (wv.unit[wv.rows(side)] for side in zip(*known, strict=True))
    steps = second - first
    direction = (steps / np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-9)).mean(0)
    return direction / max(float(np.linalg.norm(direction)), 1e-9), ((first + second) / 2).mean(0)


def on_axis(wv: WordVectors, words: Sequence[str], pairs: Sequence[Pair]) -> np.ndarray:
    """How far each word lies along the axis of the pairs from the point half way: (n,)."""
    direction, middle = axis(wv, pairs)
    return (wv.unit[wv.rows(words)] - middle) @ direction


def similarity_matrix(wv: WordVectors, words: Sequence[str]) -> np.ndarray:
    """cos(e_i, e_j) of each two words (n, n)."""
    rows = wv.unit[wv.rows(words)]
    return rows @ rows.T
