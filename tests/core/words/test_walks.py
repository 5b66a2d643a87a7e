"""The trees as trained: every word along its code by PyTorch, what lies beneath a turn by the codes, depths by SciPy."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
import torch
from scipy.stats import entropy
from torch.nn import functional as F

from core.errors import UserError
from core.words import corpus, rivers, trees, walks
from core.words.results import RealTree

KINDS = rivers.KINDS
WORDS = rivers.river(rivers.WORDS, "orange").words
CENTRES = ("orange", "king", "the")


def along_codes(kind: str, centre: str) -> np.ndarray:
    """log p of all words, each along its own way."""
    first = trees.first(kind)
    logit = torch.from_numpy(first.theta).double() @ torch.from_numpy(first.e[first.words.index(centre)]).double()
    found = []
    for word in range(len(first.words)):
        sign = torch.tensor([1.0 if digit == "0" else -1.0 for digit in first.tree.code(word)], dtype=torch.float64)
        found.append(F.logsigmoid(sign * logit[list(first.tree.path(word))]).sum())
    return torch.stack(found).numpy()


def shown(kind: str, centre: str = "orange") -> RealTree:
    return walks.real(kind, centre, WORDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("centre", CENTRES[:2])
def test_every_leaf_by_torch(kind: str, centre: str) -> None:
    reach, p = walks.walked(kind, centre)
    np.testing.assert_allclose(np.log(p), along_codes(kind, centre), rtol=0, atol=1e-9)
    assert math.fsum(p) == pytest.approx(1, abs=1e-9) and reach[0] == 1
    found = shown(kind, centre)
    assert found.total == pytest.approx(1, abs=1e-9) and found.vocabulary == len(p) == 8000
    rows = [trees.first(kind).words.index(word) for word in WORDS]
    np.testing.assert_array_equal(found.p, p[rows])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("centre", CENTRES)
def test_a_walk_to_each_word_is_its_code(kind: str, centre: str) -> None:
    found, tree = shown(kind, centre), trees.first(kind).tree
    assert found.words == WORDS
    np.testing.assert_allclose(found.logit, found.theta @ found.e, atol=1e-12)
    for word, code, path, p in zip(found.words, found.codes, found.paths, found.p, strict=True):
        row = trees.first(kind).words.index(word)
        assert code == tree.code(row) and len(path) == len(code) == walks.by_rank(kind)[row]
        reach = 1.0
        for turn, digit in zip(path.tolist(), code, strict=True):
            assert found.reach[turn] == pytest.approx(reach, rel=1e-9)
            reach *= 1 / (1 + math.exp(-found.logit[turn] * (1 if digit == "0" else -1)))
        assert reach == pytest.approx(p, rel=1e-9)
    used = np.unique(np.concatenate(found.paths))
    np.testing.assert_array_equal(used, np.arange(len(found.logit)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", ["juice", "the", "soup"])
def test_what_lies_beneath_each_way_by_the_beginnings_of_codes(kind: str, word: str) -> None:
    found, first = shown(kind), trees.first(kind)
    codes, p = [first.tree.code(row) for row in range(len(first.words))], walks.walked(kind, "orange")[1]
    at = found.words.index(word)
    for step, turn in enumerate(found.paths[at].tolist()):
        for way in (0, 1):
            start = found.codes[at][:step] + str(way)
            beneath = [row for row, code in enumerate(codes) if code.startswith(start)]
            assert found.sizes[turn, way] == len(beneath)
            best = sorted(beneath, key=lambda row: -p[row])[:3]
            assert found.likeliest[turn][way] == tuple((first.words[row], p[row]) for row in best)
            sign = 1 if way == 0 else -1
            through = found.reach[turn] / (1 + math.exp(-sign * found.logit[turn]))
            assert math.fsum(p[beneath]) == pytest.approx(through, rel=1e-9), "what flows in comes out at the leaves"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("centre", CENTRES)
def test_the_likeliest_of_all_and_where_the_likelier_way_leads(kind: str, centre: str) -> None:
    found, first = shown(kind, centre), trees.first(kind)
    log_p = along_codes(kind, centre)
    assert found.best == (first.words[log_p.argmax()], pytest.approx(np.exp(log_p.max())))
    e, node = first.e[first.words.index(centre)].astype(float), 0
    while node >= 0:
        node = int(first.tree.children[node][0 if first.theta[node].astype(float) @ e >= 0 else 1])
    assert found.greedy == (first.words[-1 - node], pytest.approx(np.exp(log_p[-1 - node])))


@pytest.mark.parametrize("kind", KINDS)
def test_depths_by_counting(kind: str) -> None:
    first, found = trees.first(kind), walks.depths(kind)
    lengths, weights = [len(first.tree.code(row)) for row in range(8000)], first.counts / first.counts.sum()
    assert found.depth.tolist() == list(range(1, max(lengths) + 1))
    counted = Counter(lengths)
    assert found.words.tolist() == [counted[depth] for depth in found.depth.tolist()]
    for depth, share, named in zip(found.depth.tolist(), found.share, found.examples, strict=True):
        there = [row for row in range(8000) if lengths[row] == depth]
        assert share == pytest.approx(math.fsum(weights[there])) and named == tuple(first.words[r] for r in there[:3])
    assert found.entropy == pytest.approx(entropy(first.counts, base=2))
    assert found.mean == pytest.approx(math.fsum(weights * lengths)) and found.mean_words == pytest.approx(
        sum(lengths) / 8000
    )
    assert found.entropy <= found.mean
    np.testing.assert_array_equal(walks.by_rank(kind), lengths)


def test_huffman_needs_the_fewest_turns_for_a_text_and_the_balanced_tree_for_a_list() -> None:
    mean = {kind: walks.depths(kind) for kind in KINDS}
    assert mean["huffman"].mean < mean["huffman"].entropy + 1 and mean["huffman"].mean < mean["balanced"].mean - 2
    assert mean["balanced"].mean_words < mean["huffman"].mean_words
    assert mean["balanced"].depth[mean["balanced"].words > 0].tolist() == [12, 13]


@pytest.mark.parametrize("word", ["the", "juice", "water"])
def test_a_word_lies_about_as_deep_as_it_is_rare(word: str) -> None:
    text = corpus.shipped("wordnet", 5, 8000)
    row = text.words.index(word)
    found = walks.depth_of("huffman", word)
    assert (found.word, found.rank, found.count) == (word, row + 1, (text.tokens == row).sum())
    assert found.bits == pytest.approx(-math.log2(found.count / len(text.tokens)))
    assert found.depth == len(found.code) and abs(found.depth - found.bits) < 1
    assert walks.depth_of("balanced", word).depth in (12, 13)


def test_unknown_words() -> None:
    for call, key in (
        (lambda: walks.real("huffman", "xqzt", WORDS), "tree.centre_unknown"),
        (lambda: walks.real("huffman", "orange", ("the", "xqzt")), "tree.word_unknown"),
        (lambda: walks.depth_of("balanced", "xqzt"), "tree.word_unknown"),
    ):
        with pytest.raises(UserError) as error:
            call()
        assert (error.value.key, error.value.values) == (key, {"word": "xqzt"})
