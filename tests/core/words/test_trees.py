"""What comes down a tree to its words, by plain code; and the trees that ship, with what was measured of them."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.special import expit

from core.words import huffman, moments, trees

E = 5
COUNTS = np.array([50, 31, 30, 12, 9, 9, 4, 3, 2, 1, 1, 1])


def tables(seed: int, centres: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(centres, E)) / 2, rng.normal(size=(len(COUNTS) - 1, E))


@pytest.mark.parametrize("kind", huffman.KINDS)
def test_the_probability_flows_down(kind: str) -> None:
    """All words together get what the root had; each gets its product of sigmoids, by PyTorch."""
    tree, (e, theta) = huffman.KINDS[kind](COUNTS), tables(7, 12)
    turns, words = trees.flow(e, theta, tree)
    np.testing.assert_allclose(np.exp(words).sum(1), 1, atol=1e-12)
    assert not turns[:, 0].any(), "all of it comes to the root"
    for c, word in np.ndindex(len(e), len(COUNTS)):
        logits = torch.tensor(theta[list(tree.path(word))] @ e[c])
        signs = torch.tensor([1.0 if digit == "0" else -1.0 for digit in tree.code(word)])
        assert words[c, word] == pytest.approx(float(torch.nn.functional.logsigmoid(signs * logits).sum()), abs=1e-9)
    for node in range(tree.size - 1):
        beneath = [word for word in range(tree.size) if node in tree.path(word)]
        np.testing.assert_allclose(np.exp(turns[:, node]), np.exp(words[:, beneath]).sum(1), atol=1e-12)


@pytest.mark.parametrize("kind", huffman.KINDS)
def test_walks_and_searches_by_plain_code(kind: str) -> None:
    """The greedy walk with SciPy's σ, and a search with a list that is sorted at each turn."""
    tree, (e, theta) = huffman.KINDS[kind](COUNTS), tables(8, 60)
    turns, words = trees.flow(e, theta, tree)
    reached, opened = trees.greedy(e, theta, tree), trees.opened(turns, words)
    for c in range(len(e)):
        at = 0
        while at >= 0:
            at = tree.children[at, 0 if expit(theta[at] @ e[c]) >= 0.5 else 1]
        assert reached[c] == -1 - at
        open_, count = [(1.0, 0)], 0
        while open_[0][1] >= 0:
            p, node = open_.pop(0)
            first = expit(theta[node] @ e[c])
            open_ += [(p * first, tree.children[node, 0]), (p * (1 - first), tree.children[node, 1])]
            open_.sort(reverse=True)
            count += 1
        assert (opened[c], -1 - open_[0][1]) == (count, words[c].argmax())
    assert (reached != words.argmax(1)).any() and len(set(opened.tolist())) > 2


@pytest.mark.parametrize("kind", huffman.KINDS)
def test_what_was_measured_of_the_trees_that_ship(kind: str) -> None:
    """Again for some centres: how often the greedy walk is right, and how many turns are opened."""
    of, said = trees.first(kind), trees.measured()
    assert said["depth"][kind]["text"] == pytest.approx(huffman.mean_depth(of.tree, of.counts), abs=1e-4)
    assert said["entropy"] == pytest.approx(huffman.entropy(of.counts), abs=1e-4)
    search, rows = said["search"][kind], np.random.default_rng(1).choice(len(of.words), 400, replace=False)
    turns, words = trees.flow(of.e[rows], of.theta, of.tree)
    np.testing.assert_allclose(np.exp(words).sum(1), 1, atol=1e-9)
    share = search["greedy_right"] / search["centres"]
    right = (trees.greedy(of.e[rows], of.theta, of.tree) == words.argmax(1)).mean()
    assert right == pytest.approx(share, abs=4 * (share * (1 - share) / 400) ** 0.5)
    opened = trees.opened(turns, words)
    assert opened.mean() == pytest.approx(search["opened"]["mean"], abs=4 * opened.std() / 20)
    assert search["opened"]["least"] <= opened.min() and opened.max() <= search["opened"]["most"]
    assert np.exp(words.max(1)).mean() == pytest.approx(search["p_best"], rel=0.2)


def test_what_was_measured_of_whole_trainings() -> None:
    """Trees and negative sampling by the same epochs; one seed is that of the weights, and the softmax's are of `skip_gram`."""
    said, card = trees.measured()["figures"], moments.card()["measured"]["variants"]
    for output in ("huffman", "balanced", "negative"):
        assert said[output].keys() == {"1", "3", "10"}
        scores = [said[output][epochs]["wordsim"] for epochs in ("1", "3", "10")]
        assert scores == sorted(scores) and said[output]["10"]["wordsim"] > 0.55
        assert all(len(row["each"]) == row["seeds"] == 3 for row in said[output].values())
    for output in huffman.KINDS:
        rows = said[output]
        assert rows["1"]["loss"] > rows["3"]["loss"] > rows["10"]["loss"] > 0
        assert rows["1"]["loss"] < np.log(2) * trees.measured()["depth"][output]["pairs"]
    assert said["negative"]["10"]["wordsim"] == pytest.approx(card["skip"]["wordsim"], abs=5e-3)
    assert said["softmax"]["3"]["wordsim"] == card["softmax"]["wordsim"]


@pytest.mark.parametrize("kind", huffman.KINDS)
def test_the_ways_taken_to_a_word_are_those_whose_product_is_its_p(kind: str) -> None:
    """By SciPy's σ, turn by turn down the children, and their product by the flow through the whole tree."""
    tree, (e, theta) = huffman.KINDS[kind](COUNTS), tables(9, 4)
    for c, word in np.ndindex(len(e), len(COUNTS)):
        at, ways = 0, []
        for digit in map(int, tree.code(word)):
            ways.append(expit(theta[at] @ e[c]) if digit == 0 else 1 - expit(theta[at] @ e[c]))
            at = tree.children[at, digit]
        assert at == -1 - word
        found = trees.taken(theta @ e[c], tree, word)
        np.testing.assert_allclose(found, ways, rtol=1e-12)
        assert found.prod() == pytest.approx(np.exp(trees.flow(e[c : c + 1], theta, tree)[1][0, word]))


def test_ways_taken_of_very_sure_turns() -> None:
    """What is left of a turn of ±50 is not rounded to 0."""
    tree = huffman.balanced(4)
    assert trees.taken(np.array([50.0, -50.0, 0.0]), tree, 0) == pytest.approx([1, np.exp(-50)])
    assert trees.taken(np.array([50.0, -50.0, 0.0]), tree, 3) == pytest.approx([np.exp(-50), 0.5])
