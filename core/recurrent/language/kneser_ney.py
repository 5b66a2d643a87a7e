"""What one would use without a network: n-gram counts, smoothed after Kneser and Ney.

P(w | h) = (c(h w) − D(c(h w))) / c(h •) + γ(h) P(w | h′), where h′ is h without its first word and γ(h) is what the discounts
have left over. c counts n-grams at the highest order; below it, it counts in how many different places one stands: after how
many different words (N₁₊(• h w)). Below one word everything is equally likely, 1/V.

Kneser and Ney 1995; with three discounts and interpolated, as here: Chen and Goodman 1999, section 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from core.vocab import EOS, Vocabulary

START = -1  # what stands before the first word; never predicted
LEAST = 0.05  # a discount: with none nothing would be left over for what was not seen
Ids = tuple[int, ...]
Counts = dict[Ids, dict[int, int]]  # h -> w -> c(h w)


@dataclass(frozen=True)
class Discounts:
    """D for a count of 0, 1, 2, and of 3 and more."""

    by_count: tuple[float, float, float, float]

    def __call__(self, count: int) -> float:
        return self.by_count[min(count, 3)]

    @classmethod
    def estimated(cls, counts: Counts) -> Discounts:
        """From n_k, how many n-grams are counted k times: Y = n₁ / (n₁ + 2 n₂), D_k = k − (k+1) Y n₍k+1₎ / n_k."""
        n = [0] * 5
        for following in counts.values():
            for count in following.values():
                n[min(count, 5) - 1] += count < 5
        if not all(n[:4]):
            return cls((0.0, 0.5, 0.5, 0.5))  # a text too short to tell
        Y = n[0] / (n[0] + 2 * n[1])
        D = [k - (k + 1) * Y * n[k] / n[k - 1] for k in (1, 2, 3)]
        return cls((0.0, *(min(max(d, LEAST), k) for k, d in enumerate(D, 1))))


class KneserNey:
    """P(next word | the ``order − 1`` words before it). counts: of each order, the lowest first."""

    def __init__(self, vocabulary: Vocabulary, counts: Sequence[Counts], discounts: Sequence[Discounts]) -> None:
        self.vocabulary, self.order = vocabulary, len(counts)
        self._counts, self._discounts = counts, discounts
        self._sums = [{h: self._sum(k, following) for h, following in of.items()} for k, of in enumerate(counts)]

    @classmethod
    def of(
        cls, sentences: Iterable[Sequence[str]], vocabulary: Vocabulary, order: int = 3, discount: float | None = None
    ) -> KneserNey:
        """Count sentences, as words without <EOS>. discount: one for all, in place of three for each order."""
        highest = _count(sentences, vocabulary, order)
        counts = [highest]
        while len(counts) < order:
            counts.insert(0, _continuations(counts[0]))
        fixed = None if discount is None else Discounts((0.0, discount, discount, discount))
        return cls(vocabulary, counts, [fixed or Discounts.estimated(of) for of in counts])

    def log_probs(self, prefix: Sequence[str]) -> np.ndarray:
        """Natural logs of P(next | prefix), (V,), prefix of any length, of none too."""
        V, h = len(self.vocabulary), self._context(self.vocabulary.encode(prefix))
        p = np.full(V, 1 / V)
        for k, (counts, D) in enumerate(zip(self._counts, self._discounts, strict=True)):
            seen = h[len(h) - k :]
            if seen in counts:
                total, left_over = self._sums[k][seen]
                p *= left_over / total
                for w, count in counts[seen].items():
                    p[w] += (count - D(count)) / total
        return np.log(p)

    def sentence_log_probs(self, words: Sequence[str]) -> np.ndarray:
        """Natural log of P of each word, and of <EOS> after them, (T + 1,)."""
        ids = self.vocabulary.encode([*words, EOS])
        return np.log([self._p(self._context(ids[:t]), w) for t, w in enumerate(ids)])

    def _p(self, h: Ids, w: int) -> float:
        p = 1 / len(self.vocabulary)
        for k, (counts, D) in enumerate(zip(self._counts, self._discounts, strict=True)):
            seen = h[len(h) - k :]
            if seen in counts:
                total, left_over = self._sums[k][seen]
                count = counts[seen].get(w, 0)
                p = (count - D(count) + left_over * p) / total
        return p

    def _context(self, ids: Sequence[int]) -> Ids:
        padded = [START] * (self.order - 1) + list(ids)
        return tuple(padded[len(padded) - self.order + 1 :])

    def _sum(self, k: int, following: dict[int, int]) -> tuple[int, float]:
        """c(h •), and what the discounts take from it, γ(h) c(h •)."""
        D = self._discounts[k]
        return sum(following.values()), sum(D(count) for count in following.values())


def _count(sentences: Iterable[Sequence[str]], vocabulary: Vocabulary, order: int) -> Counts:
    counts: Counts = defaultdict(lambda: defaultdict(int))
    for sentence in sentences:
        ids = [START] * (order - 1) + vocabulary.encode([*sentence, EOS])
        for t in range(order - 1, len(ids)):
            counts[tuple(ids[t - order + 1 : t])][ids[t]] += 1
    return _plain(counts)


def _continuations(counts: Counts) -> Counts:
    """N₁₊(• h w): after how many different symbols h w was seen, from the counts of one order more."""
    found: Counts = defaultdict(lambda: defaultdict(int))
    for h, following in counts.items():
        for w in following:
            found[h[1:]][w] += 1
    return _plain(found)


def _plain(counts: Counts) -> Counts:
    return {h: dict(following) for h, following in counts.items()}
