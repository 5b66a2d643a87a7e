"""Tree and softmax on the same pairs, by scikit-learn and SciPy; the likelier way against a search through the whole tree."""

from __future__ import annotations

import heapq
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit, softmax
from scipy.stats import entropy
from sklearn.linear_model import LogisticRegression

from core.errors import UserError
from core.referees import tree as referee
from core.words import rivers, tree_mistakes, trees
from core.words.huffman import Tree
from core.words.results import GreedyWalk, River

SMALL = ("of", "orange", "juice", "lemon")
BEST_ELSEWHERE = np.array([[1, 2], [-1, -2], [-3, -4]])


# It does not give the softmax's probabilities


@pytest.mark.parametrize("centre", ["orange", "lemon"])
def test_a_softmax_by_scikit_learn(centre: str) -> None:
    found, beside = tree_mistakes.families(SMALL, centre), rivers.fitted(rivers.places(SMALL)).beside
    some = beside.sum(1) > 0
    x, counts = rivers.vectors()[some], beside[some]
    theirs = LogisticRegression(C=1 / rivers.RIDGE, fit_intercept=False, solver="newton-cg", tol=1e-9, max_iter=300)
    theirs.fit(np.tile(x, (4, 1)), np.repeat(range(4), len(x)), counts.T.ravel())
    e = rivers.vectors()[rivers.index()[centre]]
    np.testing.assert_allclose(found.softmax, softmax(theirs.coef_ @ e), atol=1e-4)
    loss = -(counts * theirs.predict_log_proba(x)).sum() / counts.sum()
    assert found.loss[2] == pytest.approx(loss, abs=1e-6)


@pytest.mark.parametrize("words", [rivers.WORDS, SMALL])
@pytest.mark.parametrize("centre", ["orange", "king"])
def test_three_families_of_the_same_pairs(words: tuple[str, ...], centre: str) -> None:
    found, shown = tree_mistakes.families(words, centre), rivers.river(words, centre)
    assert found.words == shown.words and found.centre == centre
    for branching, p in zip(shown.trees, (found.huffman, found.balanced), strict=True):
        by_hand = referee.recursed(branching.children.tolist(), branching.logit.tolist())
        np.testing.assert_allclose(p, [by_hand[word] for word in range(len(words))], rtol=1e-9)
    for one in (found.huffman, found.balanced, found.softmax, found.share):
        assert one.sum() == pytest.approx(1, abs=1e-12)
    log_p = np.log([found.huffman, found.balanced, found.softmax])
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert np.abs(log_p[one] - log_p[other]).max() > 0.1 and abs(found.loss[one] - found.loss[other]) > 1e-4
    assert found.loss[:2] == (shown.trees[0].loss, shown.trees[1].loss)
    assert all(found.floor < loss < found.blind for loss in found.loss)


def test_what_no_function_can_beat_by_scipy() -> None:
    found, beside = tree_mistakes.families(SMALL, "orange"), rivers.fitted(rivers.places(SMALL)).beside
    rows = beside[beside.sum(1) > 0]
    assert found.blind == pytest.approx(entropy(beside.sum(0)))
    assert found.floor == pytest.approx(np.average(entropy(rows, axis=1), weights=rows.sum(1)))
    np.testing.assert_allclose(found.share * found.pairs, beside[rivers.index()["orange"]])


def test_a_centre_that_stands_beside_none_of_them() -> None:
    beside = rivers.fitted(rivers.places(SMALL)).beside
    centre = rivers.text().words[int(np.flatnonzero(beside.sum(1) == 0)[0])]
    found = tree_mistakes.families(SMALL, centre)
    assert found.pairs == 0 and (found.share == 0).all() and found.softmax.sum() == pytest.approx(1)


# The likelier way at each turn does not lead to the likeliest word


def by_search(tree: Tree, theta: np.ndarray, e: np.ndarray) -> tuple[int, float, int]:
    """The likeliest word, its p, and how many turns a best-first search opens until it comes to it."""
    waiting, opened = [(-1.0, 0)], 0
    while True:
        p, node = heapq.heappop(waiting)
        if node < 0:
            return -1 - node, -p, opened
        opened += 1
        first = expit(theta[node].astype(float) @ e)
        for child, part in zip(tree.children[node].tolist(), (first, 1 - first), strict=True):
            heapq.heappush(waiting, (p * part, child))


def agrees(found: GreedyWalk, words: tuple[str, ...], tree: Tree, theta: np.ndarray, e: np.ndarray) -> None:
    best, p, opened = by_search(tree, theta, e)
    assert found.best == (words[best], pytest.approx(p)) and found.opened == opened
    assert found.best_code == tree.code(best) and found.best_turns.tolist() == list(tree.path(best))
    assert np.prod(found.best_sigma) == pytest.approx(p)
    end = words.index(found.end[0])
    assert found.code == tree.code(end) and found.turns.tolist() == list(tree.path(end))
    assert (found.sigma > 0.5).all() and np.prod(found.sigma) == pytest.approx(found.end[1])
    assert found.off.sum() + found.end[1] == pytest.approx(1)
    before = np.concatenate([[1], np.cumprod(found.sigma)])
    np.testing.assert_allclose(found.off, before[:-1] - before[1:], rtol=1e-9, atol=1e-15)
    if found.end[0] == found.best[0]:
        assert found.part == len(found.code) and found.rank == 1
    else:
        assert found.code[: found.part] == found.best_code[: found.part]
        assert found.code[found.part] != found.best_code[found.part]
    assert found.vocabulary == len(words)


@pytest.mark.parametrize("kind", rivers.KINDS)
@pytest.mark.parametrize("centre", ["orange", "king", "the", "juice", "bird"])
def test_the_real_tree_by_a_search(kind: str, centre: str) -> None:
    first = trees.first(kind)
    found, e = tree_mistakes.greedy_of_all(kind, centre), first.e[first.words.index(centre)].astype(float)
    agrees(found, first.words, first.tree, first.theta, e)
    p = np.exp(trees.flow(e[None], first.theta, first.tree)[1][0])
    ranked = np.array(first.words)[np.argsort(-p)].tolist()
    assert found.rank == 1 + ranked.index(found.end[0]) and (found.kind, found.centre) == (kind, centre)


def test_unknown_words() -> None:
    with pytest.raises(UserError, match="tree.centre_unknown"):
        tree_mistakes.greedy_of_all("huffman", "xqzt")
    with pytest.raises(UserError, match="tree.word_unknown"):
        tree_mistakes.families(("the", "xqzt"), "orange")


def test_it_fails_for_orange_on_the_real_tree() -> None:
    found = tree_mistakes.greedy_of_all("huffman", "orange")
    assert found.end[0] != found.best[0] and found.end[1] < 0.5 * found.best[1] and 2 < found.opened < 400


@pytest.mark.parametrize("kind", rivers.KINDS)
@pytest.mark.parametrize("name", rivers.PRESETS)
def test_small_trees_by_a_search(kind: str, name: str) -> None:
    preset = rivers.PRESETS[name]
    shown = rivers.river(preset.words, preset.centre)
    branching = shown.trees[rivers.KINDS.index(kind)]
    found = tree_mistakes.greedy_of_few(shown, kind)
    agrees(found, shown.words, Tree(branching.children), branching.theta, shown.e)


def made(shares: list[float]) -> River:
    """Four words under three turns, whose first ways have these probabilities."""
    shown = rivers.river(SMALL, "orange")
    theta = logit(np.array(shares))[:, None] * shown.e / (shown.e @ shown.e)
    tree = replace(shown.trees[0], children=BEST_ELSEWHERE, theta=theta, logit=logit(np.array(shares)))
    return replace(shown, trees=(tree, tree))


def test_cases_by_hand() -> None:
    shown = made([0.6, 0.5001, 0.9])
    found = tree_mistakes.greedy_of_few(shown, "huffman")
    assert found.end == (shown.words[0], pytest.approx(0.30006)) and found.best == (
        shown.words[2],
        pytest.approx(0.36),
    )
    assert (found.code, found.best_code, found.part, found.rank, found.opened) == ("00", "10", 0, 2, 3)
    assert found.off == pytest.approx([0.4, 0.6 * 0.4999]) and found.best_sigma == pytest.approx([0.4, 0.9])
    found = tree_mistakes.greedy_of_few(made([0.6, 0.9, 0.9]), "balanced")
    assert found.end == found.best and (found.part, found.rank, found.opened) == (2, 1, 2)
