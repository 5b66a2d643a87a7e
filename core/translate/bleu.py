"""BLEU of a corpus with several references, taken apart into all it is made of. Papineni et al. 2002, section 2.

`bleu` takes lists of tokens; `of_texts` takes sentences and cuts them as the WMT does (mteval-v13a.pl, "13a"), with its
smoothing, so that its score is sacreBLEU's (Post 2018) by default: cased, 13a, exp.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

ORDERS = 4
SMOOTHINGS = ("none", "exp")
ENTITIES = {"&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">"}
CUTS = (  # of mteval-v13a.pl: marks; stops and commas that no digit comes before, that none follows; a dash after a digit
    (re.compile(r"([!-&(-+/:-@\[-`{-~])"), r" \1 "),
    (re.compile(r"([^0-9])([.,])"), r"\1 \2 "),
    (re.compile(r"([.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)


@dataclass(frozen=True)
class Bleu:
    """A score from 0 to 100 and what it comes from, for n-grams of one to four tokens.

    counts: n-grams of the candidates that a reference has, each as often as it has it; totals: all; precisions: the one
    in per cent of the other, smoothed; lengths: tokens of the candidates and of the references nearest in length.
    """

    score: float
    precisions: tuple[float, ...]
    counts: tuple[int, ...]
    totals: tuple[int, ...]
    brevity_penalty: float
    lengths: tuple[int, int]


def bleu(
    candidates: Sequence[Sequence[str]], references: Sequence[Sequence[Sequence[str]]], smooth: str = "none"
) -> Bleu:
    """The score of candidates, each with a list of references, all as lists of tokens.

    smooth: "none", or "exp", which takes for the k-th precision without a match 1 / 2^k of an n-gram (Chen and Cherry
    2014, method 3). ValueError for another one, for unequal numbers, and for a candidate without a reference.
    """
    if smooth not in SMOOTHINGS:
        raise ValueError(f"smooth is one of {SMOOTHINGS}, not {smooth!r}")
    counts, totals = [0] * ORDERS, [0] * ORDERS
    length = nearest = 0
    for candidate, known in zip(candidates, references, strict=True):
        if not known:
            raise ValueError("a candidate without a reference")
        length += len(candidate)
        nearest += min((abs(len(one) - len(candidate)), len(one)) for one in known)[1]
        for n in range(ORDERS):
            mine = _ngrams(candidate, n + 1)
            most = reduce(or_, (_ngrams(one, n + 1) for one in known))  # the greatest count of any reference
            counts[n] += sum(min(mine[gram], most[gram]) for gram in mine.keys() & most.keys())
            totals[n] += max(len(candidate) - n, 0)
    precisions = tuple(_precisions(counts, totals, smooth))
    penalty = 1.0 if length >= nearest else math.exp(1 - nearest / length) if length else 0.0
    score = penalty * math.exp(sum(map(math.log, precisions)) / ORDERS) if all(precisions) else 0.0
    return Bleu(score, precisions, tuple(counts), tuple(totals), penalty, (length, nearest))


def of_texts(candidates: Sequence[str], references: Sequence[Sequence[str]], smooth: str = "exp") -> Bleu:
    """The score of sentences as they are written, each with its references."""
    return bleu([tokens(text) for text in candidates], [[tokens(one) for one in known] for known in references], smooth)


def tokens(text: str) -> list[str]:
    """A sentence cut as mteval-v13a.pl does: marks stand alone, stops and commas within numbers do not."""
    text = text.rstrip().replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
    for entity, mark in ENTITIES.items():
        text = text.replace(entity, mark)
    text = f" {text} "
    for pattern, spaced in CUTS:
        text = pattern.sub(spaced, text)
    return text.split()


def _ngrams(sentence: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(sentence[i:] for i in range(n)), strict=False))


def _precisions(counts: Sequence[int], totals: Sequence[int], smooth: str) -> Iterator[float]:
    """In per cent; all are 0 where nothing matches at all."""
    part = float(smooth == "exp" and any(counts))
    for count, total in zip(counts, totals, strict=True):
        if not count:
            part /= 2
        yield 100 * (count or part) / total if total else 0.0
