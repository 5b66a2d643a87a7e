"""A small tree of words in place of a softmax, its turns fitted to the text: how p(t | c) divides at each.

    shown = river(WORDS, "orange")
    shown.trees[0].logit  # what each turn of Huffman's tree says to "orange"

p(t | c) = Π σ(± θ_nᵀe_c) over the turns n on the way to t. Morin & Bengio 2005, section 3; Mikolov et al. 2013b, section 2.1. The
vectors e are those of the training on all words with Huffman's tree (`trees`); here only θ is fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.errors import UserError
from core.words import corpus, huffman, logistic, moments, pairs, trees
from core.words.corpus import Corpus
from core.words.huffman import Tree
from core.words.results import Branching, River

KINDS = tuple(huffman.KINDS)
FEWEST, MOST = 2, 40
RIDGE = 1.0  # ridge/2 · ‖θ‖² beside the loss of all pairs


@dataclass(frozen=True)
class Preset:
    """Words for a tree, a centre of which they say something, and the leaf to walk to."""

    words: tuple[str, ...]
    centre: str
    target: str


def _preset(words: str, centre: str, target: str) -> Preset:
    return Preset(tuple(words.split()), centre, target)


PRESETS = {
    "table": _preset(
        "the on he she has you water river music king sun wine meat glass apple juice cheese soup", "orange", "juice"
    ),
    "court": _preset(
        "the his he she you son father mother king brother daughter castle sister wife church child horse prince",
        "queen",
        "king",
    ),
    "music": _preset(
        "the his he church dance piano song play voice book river king water film composer concert rock guitar",
        "music",
        "dance",
    ),
    "river": _preset(
        "the in he you city sea water mountain lake bridge flows mississippi boat town book music king fish",
        "river",
        "mississippi",
    ),
}
WORDS, CENTRE, TARGET = PRESETS["table"].words, PRESETS["table"].centre, PRESETS["table"].target


@dataclass(frozen=True, eq=False)
class Fitted:
    """Both trees of n words, fitted. rows (n,): places in the vocabulary, ascending; beside (V, n): pairs (c, t) of the text, as
    `pairs.beside`; trees, theta ((n − 1, E) each), loss: by `KINDS`."""

    rows: np.ndarray
    beside: np.ndarray
    trees: tuple[Tree, ...]
    theta: tuple[np.ndarray, ...]
    loss: tuple[float, ...]


def text() -> Corpus:
    """The text that the vectors were learnt from."""
    return corpus.shipped("wordnet", moments.FIRST_CONFIG.min_count, moments.FIRST_CONFIG.most)


@lru_cache(maxsize=1)
def index() -> dict[str, int]:
    """The place of each word in the vocabulary."""
    return {word: row for row, word in enumerate(text().words)}


@lru_cache(maxsize=1)
def vectors() -> np.ndarray:
    """e (V, E), of the training with Huffman's tree."""
    return trees.first("huffman").e.astype(np.float64)


def read_words(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The different words that a visitor typed, in that order: those that the text has, and those that it has not.

    Raises UserError where fewer than two are known, or more than `MOST`.
    """
    found = dict.fromkeys(corpus.words_of(typed))
    known = tuple(word for word in found if word in index())
    unknown = tuple(word for word in found if word not in index())
    _check(known, unknown)
    return known, unknown


def river(words: Sequence[str], centre: str) -> River:
    """Both trees of some words, walked for a centre.

    Raises UserError where fewer than 2 words, or more than 40, are in the text, for a word that is not, and for such a centre.
    """
    found = fitted(places(words))
    c = centred(centre)
    e = vectors()[c]
    walked = (
        Branching(kind, tree.children, theta, theta @ e, loss)
        for kind, tree, theta, loss in zip(KINDS, found.trees, found.theta, found.loss, strict=True)
    )
    return River(
        words=tuple(text().words[row] for row in found.rows),
        counts=text().counts[found.rows],
        centre=text().words[c],
        e=e,
        beside=found.beside[c],
        trees=tuple(walked),
        pairs=float(found.beside.sum()),
    )


def leaf(shown: River, word: str) -> int:
    """Which leaf a word is. Raises UserError for one that is none."""
    if word not in shown.words:
        raise UserError("tree.word_unknown", word=word)
    return shown.words.index(word)


def check_centre(typed: str) -> None:
    """Raises UserError for a centre that is not in the text."""
    centred(typed)


def centred(typed: str) -> int:
    """The place of a centre in the vocabulary. Raises UserError for one that is not there."""
    word = " ".join(corpus.words_of(typed))
    if word not in index():
        raise UserError("tree.centre_unknown", word=word or typed.strip())
    return index()[word]


def places(words: Sequence[str]) -> tuple[int, ...]:
    """The places of some words in the vocabulary, ascending, each once. Raises UserError as `river` does."""
    unknown = [word for word in words if word not in index()]
    if unknown:
        raise UserError("tree.word_unknown", word=unknown[0])
    _check(tuple(dict.fromkeys(words)), ())
    return tuple(sorted({index()[word] for word in words}))


@lru_cache(maxsize=16)
def fitted(rows: tuple[int, ...]) -> Fitted:
    """Both trees of the words in those places, each turn a logistic regression on e_c of all pairs (c, t) that come to it."""
    at = np.array(rows)
    beside = pairs.beside(text(), at, moments.FIRST_CONFIG)
    made = tuple(plant(text().counts[at]) for plant in huffman.KINDS.values())
    theta = tuple(turns(tree, beside) for tree in made)
    loss = tuple(mean_loss(tree, one, beside) for tree, one in zip(made, theta, strict=True))
    return Fitted(at, beside, made, theta, loss)


def ways(tree: Tree, beside: np.ndarray) -> np.ndarray:
    """How many pairs (V, n) of each centre go either way at each turn: (n − 1, 2, V)."""
    pairs_of = np.zeros((tree.size - 1, 2, len(beside)))
    for turn in range(tree.size - 2, -1, -1):  # what lies beneath a turn has a larger number
        for way, child in enumerate(tree.children[turn].tolist()):
            pairs_of[turn, way] = pairs_of[child].sum(0) if child >= 0 else beside[:, -1 - child]
    return pairs_of


def turns(tree: Tree, beside: np.ndarray) -> np.ndarray:
    """θ (n − 1, E) of each turn. beside (V, n): pairs."""
    return np.stack([logistic.fitted(vectors(), *way, RIDGE) for way in ways(tree, beside)])


def mean_loss(tree: Tree, theta: np.ndarray, beside: np.ndarray) -> float:
    """The mean of −log p(t | c) over the pairs (V, n), in nats; 0 where there is none."""
    log_p = trees.flow(vectors(), theta, tree)[1]
    return float(-(beside * log_p).sum() / max(1e-300, beside.sum()))


def leaves(branching: Branching, e: np.ndarray) -> np.ndarray:
    """p(t | c) of all words (n,), for e_c (E,)."""
    return np.exp(trees.flow(e[None], branching.theta, Tree(branching.children))[1][0])


def _check(known: Sequence[str], unknown: Sequence[str]) -> None:
    if len(known) < FEWEST:
        raise UserError("tree.too_few_known", unknown=", ".join(unknown)) if unknown else UserError("tree.too_few")
    if len(known) > MOST:
        raise UserError("tree.too_many", count=len(known), most=MOST)
