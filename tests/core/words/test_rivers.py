"""Small trees: their pairs by loops and by the trainer's own reading, their turns by scikit-learn, their leaves by recursion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from core.errors import UserError
from core.referees import tree as referee
from core.words import blocks, corpus, huffman, logistic, moments, pairs, rivers, trees
from core.words.corpus import Corpus
from core.words.huffman import Tree
from core.words.options import LearningConfig
from core.words.results import Branching, River

WORDS, CENTRE, TARGET = rivers.WORDS, rivers.CENTRE, rivers.TARGET
RARE = ("the", "of", "juice", "orange", "lemon")


def made_up(seed: int = 0) -> Corpus:
    """Sentences of 1 … 9 words, of which some are too rare to be known."""
    rng = np.random.default_rng(seed)
    names = [f"w{i}" for i in range(14)]
    p = rng.dirichlet(np.ones(14))
    return corpus.build([list(rng.choice(names, rng.integers(1, 10), p=p)) for _ in range(60)], min_count=5)


def by_loops(text: Corpus, config: LearningConfig) -> np.ndarray:
    """Pairs (V, V), from every word to every other one in its window."""
    share = text.counts / text.counts.sum()
    keep = np.ones(len(share))
    if config.subsample:
        keep = np.minimum(1, np.sqrt(config.subsample / share) + config.subsample / share)
    found = np.zeros((len(share), len(share)))
    for begin, end in zip(text.starts[:-1], text.starts[1:], strict=True):
        sentence = text.tokens[begin:end].tolist()
        for i, c in enumerate(sentence):
            for j, t in enumerate(sentence):
                if 0 < abs(i - j) <= config.window:
                    found[c, t] += (config.window + 1 - abs(i - j)) / config.window * keep[c] * keep[t]
    return found


# The pairs of a text


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("config", [LearningConfig(window=w, subsample=t) for w in (1, 2, 5, 12) for t in (0.0, 0.02)])
def test_pairs_by_loops(seed: int, config: LearningConfig) -> None:
    text = made_up(seed)
    every = by_loops(text, config)
    for targets in ([0], [5, 1, 3], list(range(len(text.words)))):
        np.testing.assert_allclose(pairs.beside(text, np.array(targets), config), every[:, targets], rtol=1e-12)


def test_pairs_are_what_the_training_reads_on_average() -> None:
    """Of 3,000 epochs as the trainer reads them, with nothing left out."""
    text, config, epochs = made_up(2), LearningConfig(window=3, subsample=0.0), 3000
    found, squares = np.zeros((2, len(text.words), len(text.words)))
    for seed in range(epochs):
        once = np.zeros_like(found)
        for part in blocks.epoch(text, np.ones(len(text.words)), 3, np.random.default_rng(seed), 8):
            b, i, j = np.nonzero(part.near)
            np.add.at(once, (part.middle[b, i], part.around[b, j]), 1)
        found, squares = found + once, squares + once**2
    mean = found / epochs
    error = np.sqrt(np.maximum(squares / epochs - mean**2, 1e-3) / epochs)
    expected = pairs.beside(text, np.arange(len(text.words)), config)
    assert np.abs((mean - expected) / error).max() < 5 and expected.sum() > 500


def test_one_pair_of_the_text_that_ships() -> None:
    """orange – juice, both rare enough never to be left out, by going through its sentences."""
    text = rivers.text()
    orange, juice = (text.words.index(word) for word in ("orange", "juice"))
    total = 0.0
    for at in np.flatnonzero(text.tokens == orange).tolist():
        sentence = np.searchsorted(text.starts, at, "right")
        begin, end = text.starts[sentence - 1 : sentence + 1]
        total += sum(
            (6 - abs(at - other)) / 5
            for other in range(max(begin, at - 5), min(end, at + 6))
            if text.tokens[other] == juice
        )
    assert pairs.beside(text, np.array([juice]), moments.FIRST_CONFIG)[orange, 0] == pytest.approx(total)
    assert total > 10


# The fits


def weighted(seed: int, ways: int, apart: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(120, 6))
    logit = apart * x @ rng.normal(size=(6, ways))
    return x, rng.gamma(0.6, 3.0, (120, 1)) * np.exp(logit - logit.max(1, keepdims=True)) * (rng.random((120, 1)) < 0.8)


@pytest.mark.parametrize("ridge", [1e-3, 1.0, 30.0])
@pytest.mark.parametrize("apart", [0.3, 1.0, 20.0])
def test_a_turn_by_scikit_learn(ridge: float, apart: float) -> None:
    x, counts = weighted(1, 2, apart)
    theirs = LogisticRegression(C=1 / ridge, fit_intercept=False, solver="newton-cholesky", tol=1e-10, max_iter=500)
    theirs.fit(np.tile(x, (2, 1)), np.repeat([1, 0], len(x)), counts.T.ravel())
    np.testing.assert_allclose(logistic.fitted(x, *counts.T, ridge), theirs.coef_[0], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("ridge", [0.1, 1.0, 30.0])
def test_a_softmax_by_scikit_learn(ridge: float) -> None:
    x, counts = weighted(2, 4)
    theirs = LogisticRegression(C=1 / ridge, fit_intercept=False, solver="newton-cg", tol=1e-9, max_iter=500)
    theirs.fit(np.tile(x, (4, 1)), np.repeat(range(4), len(x)), counts.T.ravel())
    np.testing.assert_allclose(logistic.softmax_fitted(x, counts, ridge), theirs.coef_, atol=1e-5)


def test_nothing_to_fit_and_one_way_only() -> None:
    x, counts = weighted(3, 2)
    nothing = np.zeros(len(x))
    assert (logistic.fitted(x, nothing, nothing, 1.0) == 0).all()
    assert (logistic.softmax_fitted(x, np.zeros((len(x), 3)), 1.0) == 0).all()
    one_way = logistic.fitted(np.abs(x), counts[:, 0], nothing, 1.0)
    assert np.isfinite(one_way).all() and (np.abs(x) @ one_way > 0).mean() > 0.9
    np.testing.assert_allclose(logistic.fitted(np.abs(x), nothing, counts[:, 0], 1.0), -one_way, rtol=1e-8)


# The river


def beneath(children: np.ndarray, turn: int) -> set[int]:
    """The words beneath a turn."""
    return set().union(*({-1 - c} if c < 0 else beneath(children, c) for c in children[turn].tolist()))


@pytest.mark.parametrize("kind", rivers.KINDS)
def test_turns_are_fitted_to_the_pairs_that_come_to_them(kind: str) -> None:
    shown = rivers.river(RARE, "orange")
    branching = shown.trees[rivers.KINDS.index(kind)]
    rows = [rivers.text().words.index(word) for word in shown.words]
    counted = pairs.beside(rivers.text(), np.array(rows), moments.FIRST_CONFIG)
    assert shown.pairs == pytest.approx(counted.sum())
    np.testing.assert_allclose(shown.beside, counted[rivers.text().words.index("orange")])
    ways = rivers.ways(Tree(branching.children), counted)
    for turn, (first, second) in enumerate(branching.children.tolist()):
        sides = [{-1 - c} if c < 0 else beneath(branching.children, c) for c in (first, second)]
        for way, side in enumerate(sides):
            np.testing.assert_allclose(ways[turn, way], counted[:, sorted(side)].sum(1), atol=1e-9)
        theirs = referee.by_scikit_learn(*(counted[:, sorted(side)].sum(1) for side in sides))
        np.testing.assert_allclose(branching.theta[turn], theirs, atol=1e-6)
    np.testing.assert_allclose(branching.logit, [theta @ shown.e for theta in branching.theta], atol=1e-12)


@pytest.mark.parametrize("words", [RARE, WORDS, ("juice", "the")])
@pytest.mark.parametrize("centre", ["orange", "the", "king"])
def test_leaves_add_up_to_one_by_recursion(words: tuple[str, ...], centre: str) -> None:
    shown = rivers.river(words, centre)
    for branching in shown.trees:
        p = rivers.leaves(branching, shown.e)
        by_hand = referee.recursed(branching.children.tolist(), branching.logit.tolist())
        np.testing.assert_allclose(p, [by_hand[word] for word in range(len(words))], rtol=1e-12)
        assert p.sum() == pytest.approx(1, abs=1e-12) and (p > 0).all()


def test_another_centre_leaves_the_trees_as_they_are() -> None:
    one, other = rivers.river(WORDS, "orange"), rivers.river(WORDS[::-1], "king")
    assert one.words == other.words and one.pairs == other.pairs
    for a, b in zip(one.trees, other.trees, strict=True):
        np.testing.assert_array_equal(a.children, b.children)
        np.testing.assert_array_equal(a.theta, b.theta)
        assert np.abs(a.logit - b.logit).max() > 0.5


def test_words_stand_by_their_counts_and_both_trees_by_their_kinds() -> None:
    shown = rivers.river(WORDS, CENTRE)
    assert set(shown.words) == set(WORDS) and (np.diff(shown.counts) <= 0).all()
    assert [tree.kind for tree in shown.trees] == ["huffman", "balanced"]
    lengths = [Tree(tree.children).lengths for tree in shown.trees]
    assert shown.counts @ lengths[0] == referee.joined(shown.counts.tolist()) < shown.counts @ lengths[1]
    assert lengths[1].max() - lengths[1].min() <= 1


def test_the_vectors_and_the_text_are_those_of_the_training() -> None:
    first = trees.first("huffman")
    assert rivers.text().words == first.words
    np.testing.assert_array_equal(rivers.text().counts, first.counts)
    np.testing.assert_array_equal(rivers.vectors()[rivers.index()["orange"]], first.e[first.words.index("orange")])


def test_forty_words() -> None:
    shown = rivers.river(rivers.text().words[100:140], "orange")
    assert [rivers.leaves(tree, shown.e).sum() for tree in shown.trees] == pytest.approx([1, 1], abs=1e-12)


# What it opens on


def test_juice_is_the_likeliest_beside_orange_and_lies_deep() -> None:
    shown = rivers.river(WORDS, CENTRE)
    p = rivers.leaves(shown.trees[0], shown.e)
    tree, place = Tree(shown.trees[0].children), shown.words.index(TARGET)
    assert len(shown.words) == 18 and p.argmax() == place and 0.25 < p[place] and np.sort(p)[-2] < 0.8 * p[place]
    assert tree.lengths[place] == 8 and tree.lengths[shown.words.index("the")] == 1 and tree.lengths.max() == 8
    logit = shown.trees[0].logit[list(tree.path(place))]
    sure = expit(np.where(np.array(list(tree.code(place))) == "0", logit, -logit))
    assert (sure > 0.5).all() and (sure > 0.9).sum() >= 3 and (sure < 0.8).sum() >= 2


@pytest.mark.parametrize("name", rivers.PRESETS)
def test_presets(name: str) -> None:
    preset = rivers.PRESETS[name]
    shown = rivers.river(preset.words, preset.centre)
    assert len(shown.words) == 18 and preset.target in shown.words
    for tree in shown.trees:
        p = rivers.leaves(tree, shown.e)
        others = np.delete(p, [shown.words.index(word) for word in (preset.target, "the")])
        assert p[shown.words.index(preset.target)] > 0.1 and np.median(others) < 0.05


# What a visitor types


def test_words_that_are_typed() -> None:
    known, unknown = rivers.read_words("The, JUICE;the  orange\nxqzt juice, qqq")
    assert known == ("the", "juice", "orange") and unknown == ("xqzt", "qqq")


@pytest.mark.parametrize(
    ("typed", "key", "values"),
    [
        ("", "tree.too_few", {}),
        ("juice, JUICE", "tree.too_few", {}),
        ("juice xqzt qqq", "tree.too_few_known", {"unknown": "xqzt, qqq"}),
        (" ".join(corpus.shipped("wordnet", 5, 8000).words[:41]), "tree.too_many", {"count": 41, "most": 40}),
    ],
)
def test_what_cannot_be_a_tree(typed: str, key: str, values: dict) -> None:
    with pytest.raises(UserError) as error:
        rivers.read_words(typed)
    assert (error.value.key, error.value.values) == (key, values)


@pytest.mark.parametrize(
    ("words", "centre", "key", "value"),
    [
        (RARE, "xqzt", "tree.centre_unknown", "xqzt"),
        (RARE, "", "tree.centre_unknown", ""),
        (RARE, "Orange juice", "tree.centre_unknown", "orange juice"),
        (("the", "xqzt"), "orange", "tree.word_unknown", "xqzt"),
    ],
)
def test_unknown_words(words: tuple[str, ...], centre: str, key: str, value: str) -> None:
    with pytest.raises(UserError) as error:
        rivers.river(words, centre)
    assert (error.value.key, error.value.values) == (key, {"word": value})


def test_a_centre_in_capitals() -> None:
    assert rivers.river(RARE, " Orange ").centre == "orange"
    rivers.check_centre("ORANGE")
    with pytest.raises(UserError, match="tree.centre_unknown"):
        rivers.check_centre("xqzt")


# The referee


@pytest.mark.parametrize("kind", rivers.KINDS)
@pytest.mark.parametrize(("words", "word"), [(WORDS, "juice"), (("the", "juice"), "the"), (RARE, "lemon")])
def test_the_referee_agrees(kind: str, words: tuple[str, ...], word: str) -> None:
    found = referee.check(rivers.river(words, "orange"), kind, word)
    assert max(one.difference for one in found) < 1e-8 and len(found) == 9


def broken(shown: River, place: int, **changed: np.ndarray | float) -> River:
    trees_ = list(shown.trees)
    trees_[place] = replace(trees_[place], **changed)
    return replace(shown, trees=tuple(trees_))


def test_the_referee_notices() -> None:
    shown = rivers.river(WORDS, "orange")
    first: Branching = shown.trees[0]
    turned = {
        one.name: one.difference
        for one in referee.check(broken(shown, 0, theta=first.theta + 0.01), "huffman", "juice")
    }
    assert turned["turn"] > 5e-3 and turned["gradient"] > 1e-6 and turned["loss"] > 1e-6
    assert turned["leaves"] > 1e-4 and turned["total"] < 1e-9, "any turns add up to 1"
    flat = broken(shown, 0, children=huffman.balanced(18).children)
    assert {one.name: one.difference for one in referee.check(flat, "huffman", "juice")}["length"] > 1000
    with pytest.raises(UserError, match="tree.word_unknown"):
        referee.check(shown, "huffman", "orange")


def test_plain_trees() -> None:
    assert referee.joined([5, 2, 1, 1]) == 5 + 2 * 2 + 3 + 3 and referee.halved([5, 2, 1, 1]) == 18
    assert referee.recursed([[1, -3], [-1, -2]], [0.0, 0.0]) == {0: 0.25, 1: 0.25, 2: 0.5}
