"""The trees of all words as they were trained, walked for one centre; and how deep words lie in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.errors import UserError
from core.words import huffman, trees
from core.words.results import Depths, RealTree, WordDepth

LIKELIEST, EXAMPLES = 3, 3  # words beneath a way, and of a depth


@dataclass(frozen=True, eq=False)
class Layout:
    """A tree's words from left to right, order (V,); those beneath each way of a turn begin there at first (V − 1, 2), and are
    sizes (V − 1, 2) many."""

    order: np.ndarray
    first: np.ndarray
    sizes: np.ndarray


@lru_cache(maxsize=2)
def layout(kind: str) -> Layout:
    """That of a tree as trained. kind: "huffman" or "balanced"."""
    tree = trees.first(kind).tree
    count, start = np.ones(2 * tree.size - 1, np.intp), np.zeros(2 * tree.size - 1, np.intp)  # words stand at the end
    ways = list(enumerate(tree.children.tolist()))
    for turn, (one, other) in reversed(ways):  # what lies beneath a turn has a larger number
        count[turn] = count[one] + count[other]
    for turn, (one, other) in ways:
        start[one], start[other] = start[turn], start[turn] + count[one]
    order = np.argsort(start[: tree.size - 2 : -1])
    return Layout(order, start[tree.children], count[tree.children])


def walked(kind: str, centre: str) -> tuple[np.ndarray, np.ndarray]:
    """The probability of coming to each turn (V − 1,) and to each word (V,), for a centre. Raises UserError for one that is
    not there."""
    tables = trees.first(kind)
    reach, p = trees.flow(vector(kind, centre)[None], tables.theta, tables.tree)
    return np.exp(reach[0]), np.exp(p[0])


def real(kind: str, centre: str, words: Sequence[str]) -> RealTree:
    """One of the trees of all words, walked for a centre to some words, each named once.

    Raises UserError for a centre or a word that is not there.
    """
    tables = trees.first(kind)
    reach, p = walked(kind, centre)
    tree, rows, e = tables.tree, [place(kind, word) for word in words], vector(kind, centre)
    on_way = [np.array(tree.path(row)) for row in rows]
    turns = np.unique(np.concatenate(on_way))
    theta = tables.theta[turns].astype(np.float64)
    best, ends = int(p.argmax()), int(trees.greedy(e[None], tables.theta, tree)[0])
    return RealTree(
        kind=kind,
        depths=depths(kind),
        words=tuple(words),
        codes=tuple(tree.code(row) for row in rows),
        paths=tuple(np.searchsorted(turns, way) for way in on_way),
        e=e,
        theta=theta,
        logit=theta @ e,
        reach=reach[turns],
        sizes=layout(kind).sizes[turns],
        likeliest=tuple((_likeliest(kind, turn, 0, p), _likeliest(kind, turn, 1, p)) for turn in turns.tolist()),
        p=p[rows],
        total=float(p.sum()),
        best=(tables.words[best], float(p[best])),
        greedy=(tables.words[ends], float(p[ends])),
        vocabulary=len(p),
    )


@lru_cache(maxsize=2)
def depths(kind: str) -> Depths:
    """How many words of a tree lie how deep, and which share of the text they are."""
    tables = trees.first(kind)
    counts, lengths = tables.counts.astype(np.float64), tables.tree.lengths
    depth = np.arange(1, int(lengths.max()) + 1)
    return Depths(
        depth=depth,
        words=np.bincount(lengths)[1:],
        share=np.bincount(lengths, counts)[1:] / counts.sum(),
        examples=tuple(
            tuple(tables.words[row] for row in np.flatnonzero(lengths == one)[:EXAMPLES]) for one in depth.tolist()
        ),
        mean=huffman.mean_depth(tables.tree, counts),
        mean_words=float(lengths.mean()),
        entropy=huffman.entropy(counts),
    )


def depth_of(kind: str, word: str) -> WordDepth:
    """How deep a word lies, beside how frequent it is. Raises UserError for one that is not there."""
    tables, row = trees.first(kind), place(kind, word)
    count, total = int(tables.counts[row]), int(tables.counts.sum())
    code = tables.tree.code(row)
    return WordDepth(word, len(code), code, row + 1, count, float(np.log2(total / count)))


def by_rank(kind: str) -> np.ndarray:
    """The depth of every word (V,), the most frequent first."""
    return trees.first(kind).tree.lengths


def vector(kind: str, centre: str) -> np.ndarray:
    """e_c (E,), in double precision. Raises UserError for a centre that is not there."""
    tables, row = trees.first(kind), _index(kind).get(centre)
    if row is None:
        raise UserError("tree.centre_unknown", word=centre)
    return tables.e[row].astype(np.float64)


def place(kind: str, word: str) -> int:
    """The place of a word in the vocabulary. Raises UserError for one that is not there."""
    if word not in _index(kind):
        raise UserError("tree.word_unknown", word=word)
    return _index(kind)[word]


@lru_cache(maxsize=2)
def _index(kind: str) -> dict[str, int]:
    return {word: row for row, word in enumerate(trees.first(kind).words)}


def _likeliest(kind: str, turn: int, way: int, p: np.ndarray) -> tuple[tuple[str, float], ...]:
    """The likeliest words beneath one way of a turn, each with its p (V,)."""
    laid, words = layout(kind), trees.first(kind).words
    first = laid.first[turn, way]
    rows = laid.order[first : first + laid.sizes[turn, way]]
    if len(rows) > LIKELIEST:
        rows = rows[np.argpartition(-p[rows], LIKELIEST)[:LIKELIEST]]
    return tuple((words[row], float(p[row])) for row in rows[np.argsort(-p[rows])].tolist())
