"""What the page on hierarchical softmax asks of core: the small tree and the real one, depths, mistakes, what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from app.lessons.words.hierarchical_softmax.options import PRESETS, Options
from core.errors import UserError
from core.referees.results import Compared
from core.words import choices, corpus, rivers, tree_mistakes, trees, walks
from core.words.huffman import Tree
from core.words.moments import FIRST_CONFIG
from core.words.options import LearningConfig
from core.words.results import Families, GreedyWalk, RealTree, River, WordDepth

KINDS = rivers.KINDS
BEGINS = {words: (centre, word) for words, centre, word in PRESETS.values()}
MOST_ASKED = 12  # words whose depths are looked up
TRAINED_HERE = LearningConfig(epochs=2, most=FIRST_CONFIG.most)  # what the job "trees" is asked


@dataclass(frozen=True, eq=False)
class Walked:
    """What the picture shows: the small tree, and the real one in both forms."""

    river: River
    real: tuple[RealTree, RealTree]


def walked(options: Options) -> Walked:
    """Both trees for the centre that is set. Raises UserError."""
    words, _ = rivers.read_words(options.words)
    return (_shipped if options.words in BEGINS else _typed)(words, options.centre)


def _walked(words: tuple[str, ...], centre: str) -> Walked:
    river = rivers.river(words, centre)
    return Walked(river, tuple(walks.real(kind, river.centre, river.words) for kind in KINDS))


_shipped = lru_cache(maxsize=64)(_walked)
_typed = st.cache_resource(_walked, scope="session", max_entries=4, show_spinner=False)


def check_centre(text: str) -> None:
    """Raises UserError where a word has no vector."""
    rivers.check_centre(text)


def check_words(text: str) -> None:
    """Raises UserError where too few words are known, or too many."""
    rivers.read_words(text)


def begin(options: Options) -> dict[str, Any]:
    """The centre and the leaf that a preset opens on."""
    centre, word = BEGINS[options.words]
    return {"centre": centre, "word": word, "step": -1}


def missing(text: str) -> tuple[str, ...]:
    """The words that are not in the vocabulary."""
    return rivers.read_words(text)[1]


@lru_cache(maxsize=1)
def first() -> Walked:
    """What is seen first."""
    return walked(Options())


def warm() -> None:
    """Fit what is seen first; the server does, before the first visitor."""
    first()


def real_of(shown: Walked, kind: str) -> RealTree:
    """The real tree of that form."""
    return shown.real[KINDS.index(kind)]


def leaves(shown: Walked, kind: str) -> np.ndarray:
    """p(t | c) of the small tree's words (n,)."""
    tree = shown.river.trees[KINDS.index(kind)]
    return rivers.leaves(tree, shown.river.e)


def small(shown: Walked, kind: str) -> Tree:
    """The small tree of that form, with its codes."""
    return Tree(shown.river.trees[KINDS.index(kind)].children)


def codes(shown: Walked, kind: str) -> list[str]:
    """The digits on the way to each word of the small tree."""
    tree = small(shown, kind)
    return [tree.code(word) for word in range(tree.size)]


def likeliest_leaf(shown: Walked, kind: str) -> choices.Choices | None:
    """A question: which of four leaves the centre makes likeliest."""
    return choices.likeliest(dict(zip(shown.river.words, leaves(shown, kind).tolist(), strict=True)))


def leakiest_turn(shown: Walked, kind: str, word: str) -> choices.Choices | None:
    """A question: at which turn on the way to a word the network is least sure of it."""
    branching, tree, leaf = shown.river.trees[KINDS.index(kind)], small(shown, kind), shown.river.words.index(word)
    return choices.least_sure(trees.taken(branching.logit, tree, leaf).tolist())


def looked_up(typed: str) -> tuple[list[tuple[WordDepth, WordDepth]], list[str]]:
    """How deep words lie in Huffman's tree and in the balanced one; and the words that are not in it."""
    found, unknown = [], []
    for word in dict.fromkeys(corpus.words_of(typed)[:MOST_ASKED]):
        try:
            found.append(tuple(walks.depth_of(kind, word) for kind in KINDS))
        except UserError:
            unknown.append(word)
    return found, unknown


@lru_cache(maxsize=1)
def by_rank() -> Mapping[str, np.ndarray]:
    """The rank of every word, its −log₂ P, and its depth in both trees."""
    counts = trees.first("huffman").counts
    bits = np.log2(counts.sum() / counts)
    return {"rank": np.arange(1, len(counts) + 1), "bits": bits} | {kind: walks.by_rank(kind) for kind in KINDS}


def depths_of(kind: str) -> Iterator[tuple[int, int, float]]:
    """Each depth from 1 to the deepest of both trees, how many words lie there, and their share of the text."""
    deepest = max(len(walks.depths(each).depth) for each in KINDS)
    found = walks.depths(kind)
    padded = [np.pad(values, (0, deepest - len(values))).tolist() for values in (found.words, found.share)]
    return zip(range(1, deepest + 1), *padded, strict=True)


def trainings() -> list[tuple[str, str, Mapping[str, Any]]]:
    """What the recipe measured of whole trainings: output, epochs, figures."""
    found = trees.measured()["figures"]
    return [(output, epochs, one) for output, of in found.items() for epochs, one in sorted(of.items(), key=_epochs)]


def families(shown: Walked) -> Families:
    """p by softmax and by both trees, fitted to the same pairs."""
    return tree_mistakes.families(shown.river.words, shown.river.centre)


def greedy(shown: Walked, scale: str, kind: str) -> GreedyWalk:
    """The likelier way at each turn, of the tree that the picture shows, beside the likeliest word."""
    if scale == "small":
        return tree_mistakes.greedy_of_few(shown.river, kind)
    return tree_mistakes.greedy_of_all(kind, shown.river.centre)


def searched() -> Mapping[str, Any]:
    """For how many centres the likelier way leads to the likeliest word, as the recipe measured it."""
    return trees.measured()["search"]["huffman"]


def _epochs(item: tuple[str, object]) -> int:
    return int(item[0])


def cost_config() -> LearningConfig:
    """What the job "pair_costs" is asked."""
    return LearningConfig()


def referee(shown: Walked, kind: str, word: str) -> Sequence[Compared]:
    """All leaves added up, the walk by another way, the fit by scikit-learn and PyTorch, the tree by a plain list."""
    from core.referees import tree as independent

    return independent.check(shown.river, kind, word)
