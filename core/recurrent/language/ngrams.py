"""A text written by counting alone: the next word is one that came after the last n − 1 words somewhere in Shakespeare.

The table of Jurafsky and Martin (Speech and Language Processing, chapter 3: sentences drawn from four n-gram models of
Shakespeare), and how much of a text has been copied: its longest run of words that stands in the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from core.recurrent import sampling
from core.recurrent.language import speeches
from core.vocab import EOS

ORDERS = (1, 2, 3, 4)
LIMIT = 40  # words and marks of a sentence that comes to no end


class NGrams:
    """Where every run of words stands in a book of sentences; from that, what came next and how often."""

    def __init__(self, sentences: Iterable[Sequence[str]]) -> None:
        words = [EOS, *(word for sentence in sentences for word in (*sentence, EOS))]
        self.symbols = tuple(dict.fromkeys(words))
        self.index = {word: i for i, word in enumerate(self.symbols)}
        self._text = np.array([self.index[word] for word in words], dtype=np.int32)
        self._order = np.argsort(self._text, kind="stable").astype(np.int32)
        self._edges = np.searchsorted(self._text[self._order], np.arange(len(self.symbols) + 1))

    def places(self, run: Sequence[str]) -> np.ndarray:
        """Where in the book the run begins, from the front; <EOS> stands between two sentences."""
        if not all(word in self.index for word in run):
            return np.empty(0, dtype=np.int32)
        ids = [self.index[word] for word in run]
        found = self._order[self._edges[ids[0]] : self._edges[ids[0] + 1]]
        for k, i in enumerate(ids[1:], 1):
            found = found[found + k < len(self._text)]
            found = found[self._text[found + k] == i]
        return found

    def following(self, prefix: Sequence[str], order: int) -> tuple[np.ndarray, np.ndarray]:
        """What came after the last ``order − 1`` symbols of a sentence that begins so: indices (n,), and how often, c(h w) (n,)."""
        before = [EOS, *prefix]
        run = before[max(0, len(before) - order + 1) :] if order > 1 else []
        if not run:
            counts = np.bincount(self._text[1:], minlength=len(self.symbols))
        else:
            found = self.places(run) + len(run)
            counts = np.bincount(self._text[found[found < len(self._text)]], minlength=len(self.symbols))
        seen = np.flatnonzero(counts)
        return seen, counts[seen]

    def write(self, order: int, seed: int, limit: int = LIMIT) -> tuple[str, ...]:
        """A sentence drawn word by word from c(h w) / c(h), up to its end, without <EOS>."""
        written: list[str] = []
        for u in sampling.needles(seed, limit):
            seen, counts = self.following(written, order)
            if not written:  # no sentence is empty
                seen, counts = seen[seen != self.index[EOS]], counts[seen != self.index[EOS]]
            word = self.symbols[seen[sampling.draw(counts / counts.sum(), float(u))]]
            if word == EOS:
                break
            written.append(word)
        return tuple(written)

    def longest(self, words: Sequence[str]) -> tuple[int, int]:
        """The longest run of these words that stands in the book, within a sentence: from which place, and how many words."""
        best = (0, 0)
        for start in range(len(words)):
            length = best[1] + 1  # a shorter one is of no interest
            while start + length <= len(words) and len(self.places(words[start : start + length])):
                best = (start, length)
                length += 1
        return best


@cache
def shakespeare() -> NGrams:
    """Those of the sentences that the network was trained on."""
    return NGrams(map(speeches.words, speeches.sentences("train")))
