"""How near captions come to what people wrote of the same pictures: BLEU-1 to 4 and CIDEr-D, with their intervals.

A caption is a sequence of words, and each picture has several references: nothing is cut or put in lower case here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np

from core.translate.bleu import ORDERS, from_statistics, geometric_mean, statistics

Caption = Sequence[str]
Ngram = tuple[str, ...]
Vector = tuple[dict[Ngram, float], float]  # g_n, where it is not 0, and its length
SIGMA = 6.0  # words: the width of CIDEr-D's penalty for another length
RESAMPLES, SEED = 1000, 2015


def bleu(candidates: Sequence[Caption], references: Sequence[Sequence[Caption]]) -> tuple[float, float, float, float]:
    """BLEU-1 to BLEU-4 of a corpus, 0 to 100, each the geometric mean up to its order (Papineni et al. 2002, section 2.3).

    Without smoothing: BLEU-n is 0 where no n words in a row are found. ValueError as of `statistics`.
    """
    return _bleu(statistics(candidates, references).sum(0))


class Cider:
    """CIDEr-D of captions against the references of N pictures, 0 to 10 (Vedantam, Zitnick and Parikh 2015, section 8).

    g_n(c), for n = 1 to 4, has a number for each n-gram of c: its count times log(N / pictures whose references hold it)
    (section 4, equation 1). For a caption c and one of its references s,

        CIDEr-D_n = 10 e^(−(|c| − |s|)² / 2σ²) min(g_n(c), g_n(s)) · g_n(s) / (‖g_n(c)‖ ‖g_n(s)‖)

    and the score is the mean over n and s. Words are not stemmed: CIDEr-D leaves that out, and the public tool does so under
    the name CIDEr. A word that all pictures have weighs nothing, so with one picture all scores are 0.
    """

    def __init__(self, references: Sequence[Sequence[Caption]]) -> None:
        """Take the frequencies from these references, some for each picture. ValueError for a picture without one."""
        if not all(references):
            raise ValueError("a picture without a reference")
        counted = [[_ngrams(caption) for caption in known] for known in references]
        pictures = Counter(chain.from_iterable(set(chain.from_iterable(known)) for known in counted))
        self._rarest = math.log(len(references)) if references else 0.0
        self._weights = {ngram: self._rarest - math.log(count) for ngram, count in pictures.items()}
        self._known = [
            [(self._vectors(ngrams), len(caption)) for ngrams, caption in zip(each, known, strict=True)]
            for each, known in zip(counted, references, strict=True)
        ]

    def score(self, candidates: Sequence[Caption]) -> tuple[float, np.ndarray]:
        """The mean, and the score of each picture (N,). ValueError unless there is one caption for each picture."""
        if len(candidates) != len(self._known):
            raise ValueError(f"{len(candidates)} captions for {len(self._known)} pictures")
        scores = np.array([self.score_one(i, caption) for i, caption in enumerate(candidates)])
        return float(scores.mean()) if len(scores) else 0.0, scores

    def score_one(self, i: int, candidate: Caption) -> float:
        """The score of a caption of picture i."""
        vectors = self._vectors(_ngrams(candidate))
        alike = (
            math.exp(-((len(candidate) - length) ** 2) / (2 * SIGMA**2)) * sum(map(_alike, vectors, others))
            for others, length in self._known[i]
        )
        return 10 * sum(alike) / ORDERS / len(self._known[i])

    def _vectors(self, ngrams: Counter[Ngram]) -> list[Vector]:
        """g_n for n = 1 to 4. An n-gram that no reference holds weighs as much as one of one picture."""
        vectors: list[dict[Ngram, float]] = [{} for _ in range(ORDERS)]
        for ngram, count in ngrams.items():
            vectors[len(ngram) - 1][ngram] = count * self._weights.get(ngram, self._rarest)
        return [(g, math.hypot(*g.values())) for g in vectors]


def one_out(references: Sequence[Sequence[Caption]], k: int) -> tuple[list[Caption], list[list[Caption]]]:
    """People as captioners: of each picture the k-th sentence as its caption, and the others as its references.

    To set a captioner beside them, score it against these others too: BLEU grows with the number of references.
    """
    return [known[k] for known in references], [[*known[:k], *known[k + 1 :]] for known in references]


def resampled(candidates: Sequence[Caption], references: Sequence[Sequence[Caption]]) -> np.ndarray:
    """BLEU-1 to BLEU-4 and CIDEr-D of corpora of as many pictures, drawn from these with replacement: (1000, 5).

    The bootstrap (Efron and Tibshirani 1993, chapter 13). For the same number of pictures the draws are the same, so the
    difference of two captioners' rows is that of a paired test (Koehn 2004, section 4). CIDEr-D keeps the frequencies of all.
    """
    n = len(candidates)
    draws = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), RESAMPLES)  # how often each picture is drawn
    scores = Cider(references).score(candidates)[1]
    return np.column_stack(([_bleu(sums) for sums in draws @ statistics(candidates, references)], draws @ scores / n))


def interval(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the middle 95 % of resampled scores begins and ends; of each column, if there are several."""
    low, high = np.quantile(values, (0.025, 0.975), axis=0)
    return low, high


def _bleu(sums: np.ndarray) -> tuple[float, ...]:
    found = from_statistics(sums)
    return tuple(found.brevity_penalty * geometric_mean(found.precisions[:n]) for n in range(1, ORDERS + 1))


def _ngrams(caption: Caption) -> Counter[Ngram]:
    """How often each run of one to four words is in it."""
    words = tuple(caption)
    return Counter(words[i : i + n] for n in range(1, ORDERS + 1) for i in range(len(words) - n + 1))


def _alike(one: Vector, other: Vector) -> float:
    """The clipped cosine of a caption's g_n and a reference's; 0 where one has no length."""
    (g, length), (h, far) = one, other
    product = sum(min(weight, h[ngram]) * h[ngram] for ngram, weight in g.items() if ngram in h)
    return product / (length * far) if product else 0.0
