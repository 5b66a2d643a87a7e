"""Trees of words: against gensim's, against all trees there are, and by what Huffman and Kraft have proved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from gensim.models import Word2Vec

from core.words import corpus, huffman
from core.words.huffman import Tree

RNG = np.random.default_rng(3)
COUNTS = {
    "random": RNG.integers(1, 1000, 500),
    "equal": np.full(300, 7),
    "equal, a power of two": np.full(256, 7),
    "powers of two": 2 ** np.arange(40),
    "steep": np.maximum(1, 10**9 // np.arange(1, 3001) ** 2),
    "with zeros": np.array([5, 0, 3, 0, 0, 9]),
    "two": np.array([1, 9]),
    "wordnet": corpus.shipped("wordnet", 5, 8000).counts,
    "shakespeare": corpus.shipped("shakespeare", 5).counts,
}


def codes(tree: Tree) -> list[str]:
    return [tree.code(word) for word in range(tree.size)]


def read(tree: Tree) -> dict[int, tuple[str, tuple[int, ...]]]:
    """Code and path of every word, by going down from the root."""
    found, ahead = {}, [(0, "", ())]
    while ahead:
        node, code, path = ahead.pop()
        for digit, child in enumerate(tree.children[node].tolist()):
            if child < 0:
                found[-1 - child] = code + str(digit), (*path, node)
            else:
                assert child > node, "a node has a smaller number than those beneath it"
                ahead.append((child, code + str(digit), (*path, node)))
    return found


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("kind", huffman.KINDS)
def test_every_word_is_at_the_end_of_its_path(name: str, kind: str) -> None:
    tree = huffman.KINDS[kind](COUNTS[name])
    walked = read(tree)
    assert len(walked) == len(COUNTS[name]) == tree.size == len(tree.children) + 1
    for word, (code, path) in walked.items():
        assert (tree.code(word), tree.path(word)) == (code, path) and tree.lengths[word] == len(code)
        assert (tree.nodes[word, len(code) :] == -1).all() and (tree.digits[word, len(code) :] == -1).all()
    assert tree.nodes.shape[1] == tree.lengths.max()


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("kind", huffman.KINDS)
def test_no_code_is_the_beginning_of_another(name: str, kind: str) -> None:
    """In order of the alphabet it would stand right before it; and Kraft's sum is 1: no code is missing."""
    tree = huffman.KINDS[kind](COUNTS[name])
    ordered = sorted(codes(tree))
    assert not any(after.startswith(before) for before, after in zip(ordered, ordered[1:], strict=False))
    longest = int(tree.lengths.max())
    assert sum(2 ** (longest - length) for length in tree.lengths.tolist()) == 2**longest


@pytest.mark.parametrize("name", COUNTS)
def test_between_the_entropy_and_one_bit_more(name: str) -> None:
    """Shannon 1948; and never deeper, on average, than a balanced tree. H as SciPy has it."""
    from scipy.stats import entropy

    counts = COUNTS[name]
    tree, h = huffman.huffman(counts), huffman.entropy(counts)
    assert h == pytest.approx(entropy(counts, base=2), abs=1e-12)
    mean = huffman.mean_depth(tree, counts)
    assert h - 1e-12 <= mean < h + 1 and mean <= huffman.mean_depth(huffman.balanced(len(counts)), counts)
    assert mean == pytest.approx(
        sum(c * len(code) for c, code in zip(counts.tolist(), codes(tree), strict=True)) / counts.sum()
    )


def test_gensims_tree_is_as_long() -> None:
    """Of equal counts either may be taken first, so that codes differ; the sum of count · length cannot."""
    text = corpus.shipped("wordnet", 5, 8000)
    counts = dict(zip(text.words, text.counts.tolist(), strict=True))
    model = Word2Vec(hs=1, negative=0, min_count=1, vector_size=1)
    model.build_vocab_from_freq(counts)
    theirs = {word: len(model.wv.get_vecattr(word, "code")) for word in model.wv.index_to_key}
    ours = huffman.tree(counts).depth
    assert len(ours) == 8000 and ours.keys() == theirs.keys()
    total = [sum(counts[word] * depth[word] for word in counts) for depth in (ours, theirs)]
    assert total[0] == total[1] > 0
    assert max(ours.values()) <= max(theirs.values()), "ties are broken so that the tree stays shallow"


@cache
def shapes(size: int) -> tuple[tuple[int, ...], ...]:
    """The depths of the leaves, from left to right, of all binary trees with so many."""
    if size == 1:
        return ((0,),)
    return tuple(
        tuple(depth + 1 for depth in (*left, *right))
        for first in range(1, size)
        for left in shapes(first)
        for right in shapes(size - first)
    )


def draws() -> Iterator[np.ndarray]:
    rng = np.random.default_rng(0)
    for size in range(2, 7):
        yield np.ones(size, int)
        for _ in range(20):
            yield rng.integers(0, 12, size)


def test_no_tree_is_shorter() -> None:
    """Of all trees with up to six leaves, the rarest words put deepest."""
    assert [len(shapes(n)) for n in range(2, 7)] == [1, 2, 5, 14, 42], "Catalan's numbers"
    for counts in draws():
        ascending = np.sort(counts)
        least = min(int(ascending @ -np.sort(-np.array(depths))) for depths in shapes(len(counts)))
        assert int(counts @ huffman.huffman(counts).lengths) == least


@pytest.mark.parametrize("size", [2, 3, 5, 8, 31, 32, 33, 1000])
def test_a_balanced_tree_is_halved(size: int) -> None:
    """Words stay in their order; ⌈n/2⌉ go to the first side at every turn."""
    tree = huffman.balanced(size)

    def beneath(child: int) -> list[int]:
        return [-1 - child] if child < 0 else [*beneath(tree.children[child, 0]), *beneath(tree.children[child, 1])]

    assert beneath(0) == list(range(size)) and sorted(codes(tree)) == codes(tree)
    assert set(tree.lengths.tolist()) <= {int(np.floor(np.log2(size))), int(np.ceil(np.log2(size)))}
    for first, second in tree.children:
        assert len(beneath(first)) - len(beneath(second)) in (0, 1)


def test_words_have_their_codes() -> None:
    """Cormen et al., Introduction to Algorithms, figure 16.5: a 45, b 13, c 12, d 16, e 9, f 5."""
    found = huffman.tree(dict(zip("abcdef", (45, 13, 12, 16, 9, 5), strict=True)))
    assert {word: found.code(word) for word in "abcdef"} == {
        "a": "0", "b": "101", "c": "100", "d": "111", "e": "1101", "f": "1100"
    }  # fmt: skip
    assert found.depth == {"a": 1, "b": 3, "c": 3, "d": 3, "e": 4, "f": 4}
    assert found.path("a") == (0,) and found.path("f")[:-1] == found.path("d") and len(found.path("f")) == 4
    with pytest.raises(KeyError):
        found.code("g")


def test_what_order_words_come_in_and_ties() -> None:
    """The same counts give the same tree; counts may be larger than 64 bits."""
    counts = RNG.integers(1, 5, 200)
    np.testing.assert_array_equal(huffman.huffman(counts).children, huffman.huffman(counts.tolist()).children)
    mixed = RNG.permutation(200)
    lengths = huffman.huffman(counts).lengths, huffman.huffman(counts[mixed]).lengths
    assert int(counts @ lengths[0]) == int(counts[mixed] @ lengths[1])
    assert huffman.huffman([2**i for i in range(100)]).lengths.tolist() == [99, *range(99, 0, -1)]


def test_no_tree_of_one_word() -> None:
    for made in (lambda: huffman.tree({"one": 3}), lambda: huffman.huffman([]), lambda: huffman.balanced(1)):
        with pytest.raises(ValueError, match="two words"):
            made()
    with pytest.raises(ValueError, match="below 0"):
        huffman.huffman([3, -1])
