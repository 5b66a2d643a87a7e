"""A tree in place of a softmax: what the picture of hierarchical softmax shows of a small tree and of the real one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Branching:
    """A tree of n words, and what its n − 1 turns say to one centre c.

    kind: "huffman" or "balanced". children (n − 1, 2): where each turn leads, for the digits 0 and 1 of a code; ≥ 0 another turn,
    < 0 the word −1 − child. Turn 0 is the root. theta (n − 1, E): θ of each turn; logit (n − 1,): θᵀe_c. The digit 0 is taken with
    probability σ(logit), 1 with σ(−logit). loss: the mean of −log p(t | c) over the pairs of the text that it was fitted to, nats.
    """

    kind: str
    children: np.ndarray
    theta: np.ndarray
    logit: np.ndarray
    loss: float


@dataclass(frozen=True, eq=False)
class River:
    """A small tree of n words, in both forms, walked for one centre.

    words, counts (n,): the leaves, the most frequent in the text first. centre: c, with e (E,). beside (n,): how many of the
    text's pairs (c, t) have each word as t, as the training reads the text. trees: Huffman's, then the balanced one; p(t | c) of
    all words add up to 1 in each. pairs: of any centre and one of these words, which the turns were fitted to.
    """

    words: tuple[str, ...]
    counts: np.ndarray
    centre: str
    e: np.ndarray
    beside: np.ndarray
    trees: tuple[Branching, Branching]
    pairs: float


@dataclass(frozen=True, eq=False)
class Depths:
    """How deep the words of a tree lie. depth (D,): 1, 2, …; words (D,): how many lie there; share (D,): of the text's words;
    examples: of each depth the most frequent, three at most. mean: turns a word of the text takes; mean_words: a word of
    the list. entropy: H of the text's words in bits, below which no tree's mean can lie."""

    depth: np.ndarray
    words: np.ndarray
    share: np.ndarray
    examples: tuple[tuple[str, ...], ...]
    mean: float
    mean_words: float
    entropy: float


@dataclass(frozen=True, eq=False)
class RealTree:
    """The tree of all V words as it was trained, walked for one centre to each of n words.

    kind, depths. words (n,); codes: the digits on the way to each; paths: for each the turns that are passed, places (L,) among
    the U turns that occur. theta (U, E), logit (U,): as in `Branching`; e (E,): of the centre, as trained with this tree. reach
    (U,): the probability of coming to the turn. sizes (U, 2): words beneath each way; likeliest: for each turn and way up to
    three words beneath it with p(t | c), the likeliest first. p (n,): of each word. total: Σ p over all V words. best: the
    likeliest word of all with its p; greedy: where one comes to by taking the likelier way at each turn.
    """

    kind: str
    depths: Depths
    words: tuple[str, ...]
    codes: tuple[str, ...]
    paths: tuple[np.ndarray, ...]
    e: np.ndarray
    theta: np.ndarray
    logit: np.ndarray
    reach: np.ndarray
    sizes: np.ndarray
    likeliest: tuple[tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]], ...]
    p: np.ndarray
    total: float
    best: tuple[str, float]
    greedy: tuple[str, float]
    vocabulary: int


@dataclass(frozen=True, eq=False)
class WordDepth:
    """How deep a word lies in the tree of all words. depth: turns; code: its digits; rank: 1 for the most frequent word; count: in
    the text; bits: −log₂ of its share of the text, about which Huffman's depth lies."""

    word: str
    depth: int
    code: str
    rank: int
    count: int
    bits: float


@dataclass(frozen=True, eq=False)
class TwoTrees:
    """Two trainings of so many epochs, alike but for the tree. kinds: which. curves (M, 2) each: epochs, the mean loss of a pair
    since the point before, nats. wordsim: Spearman's rho at the end; rates: words of the text read a second."""

    kinds: tuple[str, ...]
    curves: tuple[np.ndarray, ...]
    wordsim: tuple[float, ...]
    rates: tuple[float, ...]
    epochs: int


@dataclass(frozen=True, eq=False)
class Families:
    """p(t | c) of n words for one centre, by three families of functions that were fitted to the same pairs.

    words (n,); huffman, balanced, softmax (n,): each adds up to 1. share (n,): of the pairs with this centre in the text, `pairs`
    in all; zeros where there is none. loss: the mean of −log p(t | c) over the pairs of all centres, in that order, nats. blind:
    that of the words' shares alone, whatever the centre; floor: that of each centre's own shares, below which nothing can come.
    """

    words: tuple[str, ...]
    centre: str
    huffman: np.ndarray
    balanced: np.ndarray
    softmax: np.ndarray
    share: np.ndarray
    pairs: float
    loss: tuple[float, float, float]
    blind: float
    floor: float


@dataclass(frozen=True, eq=False)
class GreedyWalk:
    """A walk that takes the likelier way at each turn, beside the way to the likeliest word.

    turns (L,), code: those of the walk, and its digits; sigma (L,): the probability of the way taken, > ½; off (L,): how much flows
    off the other way there, so that off and p of the end add up to 1. end: where it comes to, with its p; rank: of that
    among all V words, 1 for the likeliest. best: the likeliest with its p; best_code, best_sigma, best_turns: of the way there.
    part: which of `turns` leads them apart; L where none does. opened: turns that a search looks at before it is sure of the best,
    if it always goes on where most probability comes to; no search can do with fewer.
    """

    kind: str
    centre: str
    turns: np.ndarray
    code: str
    sigma: np.ndarray
    off: np.ndarray
    end: tuple[str, float]
    rank: int
    best: tuple[str, float]
    best_turns: np.ndarray
    best_code: str
    best_sigma: np.ndarray
    part: int
    opened: int
    vocabulary: int
