"""Binary trees whose leaves are words: Huffman's, in which frequent words lie near the root, and a balanced one.

    found = tree({"the": 60, "juice": 3, "orange": 2})
    found.code("juice"), found.path("juice"), found.depth["the"]

A word's code says which way to take at each turn: digit 0 to the first child, 1 to the second. No code is the beginning
of another. Huffman 1952. The sum of count · depth is the least that a binary tree can have; the mean depth of a word of
the text is then at least the entropy H of the text's words in bits, and less than H + 1.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Tree:
    """A binary tree of V words. children (V − 1, 2) int32: where each inner node leads, by the digit.

    A child ≥ 0 is another inner node, < 0 the word −1 − child. Node 0 is the root; a node has a smaller number than
    those beneath it.
    """

    children: np.ndarray

    @property
    def size(self) -> int:
        """V, the number of words."""
        return len(self.children) + 1

    @property
    def lengths(self) -> np.ndarray:
        """Digits of each word's code, which is its depth: (V,) int32."""
        return self._ways[0]

    @property
    def nodes(self) -> np.ndarray:
        """The inner nodes on the way to each word, the root first: (V, L) int32, −1 after the last."""
        return self._ways[1]

    @property
    def digits(self) -> np.ndarray:
        """Which way is taken at each of `nodes`: (V, L) int8, −1 after the last."""
        return self._ways[2]

    def code(self, word: int) -> str:
        """The digits on the way to a word, such as "0110"."""
        return "".join(map(str, self.digits[word, : self.lengths[word]].tolist()))

    def path(self, word: int) -> tuple[int, ...]:
        """The inner nodes on the way to a word, the root (0) first."""
        return tuple(self.nodes[word, : self.lengths[word]].tolist())

    @cached_property
    def _ways(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """lengths, nodes, digits: all words climb to the root at once, and write down where they come by."""
        above, digit = np.full((2, 2 * self.size - 1), -1, np.int32)  # of inner nodes 0 … V − 2; −1 − word from the end
        for way in (0, 1):
            below = self.children[:, way]
            above[below], digit[below] = np.arange(len(below)), way
        words, at, climbed = np.arange(self.size), -1 - np.arange(self.size), []
        lengths = np.zeros(self.size, np.int32)
        while len(words):
            climbed.append((words, above[at], digit[at]))
            lengths[words] += 1
            at = above[at]
            words, at = words[at > 0], at[at > 0]
        nodes = np.full((self.size, len(climbed)), -1, np.int32)
        digits = nodes.astype(np.int8)
        for step, (words, node, way) in enumerate(climbed):
            nodes[words, lengths[words] - 1 - step] = node
            digits[words, lengths[words] - 1 - step] = way
        return lengths, nodes, digits


@dataclass(frozen=True, eq=False)
class Huffman:
    """A tree whose leaves have names. words: in the order in which `tree` counts its leaves."""

    words: tuple[str, ...]
    tree: Tree

    def code(self, word: str) -> str:
        """The digits on the way to a word. Raises KeyError for one that is not there."""
        return self.tree.code(self._place[word])

    def path(self, word: str) -> tuple[int, ...]:
        """The inner nodes on the way to a word, the root (0) first. Raises KeyError for one that is not there."""
        return self.tree.path(self._place[word])

    @cached_property
    def depth(self) -> dict[str, int]:
        """How many turns lead to each word."""
        return dict(zip(self.words, self.tree.lengths.tolist(), strict=True))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {word: i for i, word in enumerate(self.words)}


def tree(counts: Mapping[str, int]) -> Huffman:
    """Huffman's tree of words with their counts. Raises ValueError for fewer than two words or a count below 0."""
    return Huffman(tuple(counts), huffman(list(counts.values())))


def huffman(counts: Sequence[int] | np.ndarray) -> Tree:
    """Huffman's tree of V ≥ 2 counts ≥ 0, in any order, in O(V log V). Raises ValueError. Huffman 1952.

    Again and again the two least counts are joined to one. Joined counts only grow, so two queues are enough: of words,
    and of what was joined. Of equal counts words come first, which keeps the tree shallow, and of these the later one.
    """
    weights = counts.tolist() if isinstance(counts, np.ndarray) else list(counts)
    _check(len(weights))
    if not all(weight >= 0 for weight in weights):
        raise ValueError("a count below 0")
    last = len(weights) - 2
    words = deque(sorted((weight, -1 - word) for word, weight in enumerate(weights)))
    joined: deque[tuple[int, int]] = deque()

    def least() -> tuple[int, int]:
        from_words = words and (not joined or words[0][0] <= joined[0][0])
        return (words if from_words else joined).popleft()

    children = np.empty((last + 1, 2), np.int32)
    for node in range(last, -1, -1):  # the last two are joined to the root, 0
        (first, a), (second, b) = least(), least()
        children[node] = a, b
        joined.append((first + second, node))
    return Tree(children)


def balanced(size: int) -> Tree:
    """A tree of so many words in their order, halved until each stands alone; depths differ by 1 at most.

    The first half has the word more, if one is left over. Raises ValueError for fewer than two.
    """
    _check(size)
    children = np.empty((size - 1, 2), np.int32)
    parts, numbered = deque([(0, 0, size)]), 1  # node, first word, number of words
    while parts:
        node, begin, count = parts.popleft()
        half = (count + 1) // 2
        for way, (first, many) in enumerate(((begin, half), (begin + half, count - half))):
            children[node, way] = -1 - first if many == 1 else numbered
            if many > 1:
                parts.append((numbered, first, many))
                numbered += 1
    return Tree(children)


KINDS: Mapping[str, Callable[[np.ndarray], Tree]] = {
    "huffman": huffman,
    "balanced": lambda counts: balanced(len(counts)),
}


def mean_depth(of: Tree, counts: np.ndarray) -> float:
    """Turns that lead to a word of the text, on average. counts (V,): how often each word is there."""
    return float(np.dot(counts, of.lengths) / np.sum(counts))


def entropy(counts: np.ndarray) -> float:
    """H = −Σ p log₂ p of the words of a text, in bits. counts (V,)."""
    p = np.asarray(counts, np.float64)
    p = p[p > 0] / p.sum()
    return float(-(p * np.log2(p)).sum())


def _check(size: int) -> None:
    if size < 2:
        raise ValueError("a tree has at least two words")
