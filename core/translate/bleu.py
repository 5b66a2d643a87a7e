"""BLEU of a corpus with several references, taken apart into all it is made of. Papineni et al. 2002, section 2.

`bleu` takes lists of tokens; `of_texts` takes sentences and cuts them, by default as the WMT does (mteval-v13a.pl, "13a")
and with its smoothing. All is as in sacreBLEU (Post 2018), but for the shortest reference's length, which it does not know.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain

import numpy as np

from core.translate.options import BREVITIES, SMOOTHINGS, BleuConfig
from core.translate.results.bleu import Bleu

ORDERS = 4
WMT = BleuConfig(smooth="exp")
USUAL = {"floor": 0.1, "add-k": 1.0}
ENTITIES = {"&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">"}
CUTS = (  # of mteval-v13a.pl: marks; stops and commas that no digit comes before, that none follows; a dash after a digit
    (re.compile(r"([!-&(-+/:-@\[-`{-~])"), r" \1 "),
    (re.compile(r"([^0-9])([.,])"), r"\1 \2 "),
    (re.compile(r"([.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)


def bleu(
    candidates: Sequence[Sequence[str]],
    references: Sequence[Sequence[Sequence[str]]],
    smooth: str = "none",
    value: float | None = None,
    effective: bool = False,
    brevity: str = "closest",
) -> Bleu:
    """The score of candidates, each with a list of references, all as lists of tokens. The options: see BleuConfig.

    ValueError for an unknown option, for unequal numbers, and for a candidate without a reference.
    """
    return from_statistics(statistics(candidates, references, brevity).sum(0), smooth, value, effective)


def of_texts(candidates: Sequence[str], references: Sequence[Sequence[str]], config: BleuConfig = WMT) -> Bleu:
    """The score of sentences as they are written, each with its references."""
    split = cache(word_tokens)  # a corpus has its words many times
    words = [cut(text, config, split) for text in candidates]
    known = [[cut(text, config, split) for text in texts] for texts in references]
    return bleu(words, known, config.smooth, config.value, config.effective, config.brevity)


def word_tokens(word: str) -> tuple[str, ...]:
    """The tokens of what stands between two blanks, by 13a: no rule looks beyond them."""
    if word.isalnum():
        return (word,)
    for entity, mark in ENTITIES.items():
        word = word.replace(entity, mark)
    word = f" {word} "
    for pattern, spaced in CUTS:
        word = pattern.sub(spaced, word)
    return tuple(word.split())


def cut(text: str, config: BleuConfig, split: Callable[[str], Sequence[str]] = word_tokens) -> list[str]:
    """The tokens of a text, in small letters if capitals do not count. split: as of `tokens`."""
    text = text.lower() if config.lowercase else text
    return tokens(text, split) if config.cut == "13a" else text.split()


def tokens(text: str, split: Callable[[str], Sequence[str]] = word_tokens) -> list[str]:
    """A sentence cut as mteval-v13a.pl does: marks stand alone, stops and commas within numbers do not.

    split: what cuts a word; one that remembers its words saves time in a corpus.
    """
    text = text.rstrip().replace("<skipped>", "").replace("-\n", "")
    return [token for word in text.split() for token in split(word)]


def statistics(
    candidates: Sequence[Sequence[str]], references: Sequence[Sequence[Sequence[str]]], brevity: str = "closest"
) -> np.ndarray:
    """What BLEU adds up, a sentence a row (N, 10): c, r, then the clipped counts and the totals of n = 1 to 4.

    A count is clipped at the greatest count of any one reference (section 2.1); sentences add up (2.1.1). r: `held_to`.
    """
    if not all(references):
        raise ValueError("a candidate without a reference")
    c = np.fromiter(map(len, candidates), np.int64, len(candidates))
    r = [held_to(len(one), map(len, known), brevity) for one, known in zip(candidates, references, strict=True)]
    totals = np.maximum(c[:, None] - np.arange(ORDERS), 0)
    return np.column_stack((c, np.array(r, dtype=np.int64), _clipped(candidates, references), totals))


def held_to(c: int, lengths: Iterable[int], brevity: str = "closest") -> int:
    """r of one candidate: the reference length nearest to c, the shorter of two as near (section 2.2.2); or the shortest."""
    if brevity not in BREVITIES:
        raise ValueError(f"brevity is one of {BREVITIES}, not {brevity!r}")
    return min(lengths) if brevity == "shortest" else min(lengths, key=lambda r: (abs(r - c), r))


def from_statistics(
    sums: Sequence[int], smooth: str = "none", value: float | None = None, effective: bool = False
) -> Bleu:
    """The score of a corpus from the sum of its sentences' `statistics` (10,).

    Counts and totals are given as they were counted; sacreBLEU's own have k added with "add-k".
    """
    c, r, *rest = map(int, sums)
    counts, totals = rest[:ORDERS], rest[ORDERS:]
    p, known = smoothed(counts, totals, smooth, value)
    score = 100 * penalty(c, r) * geometric_mean(p[: known if effective else ORDERS])
    return Bleu(score, tuple(100 * one for one in p), tuple(counts), tuple(totals), penalty(c, r), (c, r))


def smoothed(
    counts: Sequence[int], totals: Sequence[int], smooth: str = "none", value: float | None = None
) -> tuple[list[float], int]:
    """The precisions p_n from 0 to 1, smoothed, and for how many n there is one at all.

    Chen and Cherry 2014: "floor" (method 1) puts `value` for a count of 0, "add-k" (2) adds it to counts and
    totals of n > 1, "exp" (3) puts 1/2, 1/4, … for the first, the second, … count of 0. Where nothing matches all are 0.
    """
    if smooth not in SMOOTHINGS:
        raise ValueError(f"smooth is one of {SMOOTHINGS}, not {smooth!r}")
    value = USUAL.get(smooth, 0.0) if value is None else value
    part, p, known = 1.0, [], 0
    for n, (count, total) in enumerate(zip(counts, totals, strict=True)):
        if n and smooth == "add-k":
            count, total = count + value, total + value
        if total and not count:
            part /= 2
            count = {"floor": value, "exp": part}.get(smooth, 0)
        p.append(count / total if total else 0.0)
        known += total > 0
    return (p if any(counts) else [0.0] * len(p)), known


def penalty(c: int, r: int) -> float:
    """BP: 1 for candidates as long as their references, else e^(1 − r/c), 0 for no words (section 2.3)."""
    return 1.0 if c >= r else math.exp(1 - r / c) if c else 0.0


def geometric_mean(p: Sequence[float]) -> float:
    """exp of the mean log p; 0 if one of them is 0, or if there is none."""
    return math.exp(sum(map(math.log, p)) / len(p)) if p and all(p) else 0.0


def signature(references: Iterable[int], config: BleuConfig) -> str:
    """How the score was made, in sacreBLEU's form without its version. references: how many each sentence has.

    "bp:shortest" stands at the end where r is the shortest reference's length.
    """
    numbers = set(references)
    value = USUAL.get(config.smooth) if config.value is None else config.value
    return "|".join(
        (
            f"nrefs:{numbers.pop() if len(numbers) == 1 else 'var'}",
            f"case:{'lc' if config.lowercase else 'mixed'}",
            f"eff:{'yes' if config.effective else 'no'}",
            f"tok:{'13a' if config.cut == '13a' else 'none'}",
            f"smooth:{config.smooth}" + (f"[{value:.2f}]" if config.smooth in USUAL else ""),
            *(["bp:shortest"] if config.brevity == "shortest" else []),
        )
    )


def _clipped(candidates: Sequence[Sequence[str]], references: Sequence[Sequence[Sequence[str]]]) -> np.ndarray:
    """Σ min(count, max count) of n = 1 to 4 (N, 4): an n-gram's count in the candidate, and its greatest in one reference.

    All sentences at once: an n-gram is a number that its sentence alone uses; that number and the next token's make the longer
    one's. What is not matched is left out, as nothing that it begins is matched either.
    """
    texts = [*candidates, *chain.from_iterable(references)]
    rows = [*range(len(candidates)), *(i for i, known in enumerate(references) for _ in known)]
    sides = [0] * len(candidates) + [j for known in references for j in range(1, len(known) + 1)]  # 0: the candidate
    lengths, words = list(map(len, texts)), list(chain.from_iterable(texts))
    numbers = {word: i for i, word in enumerate(dict.fromkeys(words))}
    ids = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    row, side, end = (np.repeat(np.array(each, dtype=np.int64), lengths) for each in (rows, sides, np.cumsum(lengths)))
    gram, start, counts = row, np.arange(len(words)), []
    for n in range(1, ORDERS + 1):
        kinds, gram = np.unique(gram * len(numbers) + ids[start + n - 1], return_inverse=True)
        known = [np.bincount(gram[side[start] == j], minlength=len(kinds)) for j in range(max(sides, default=0) + 1)]
        clipped = np.minimum(known[0], np.max(known[1:], axis=0, initial=0))
        owner = np.zeros_like(kinds)
        owner[gram] = row[start]
        counts.append(np.bincount(owner, clipped, len(candidates)).astype(np.int64))
        on = (clipped[gram] > 0) & (start + n < end[start])
        gram, start = gram[on], start[on]
    return np.stack(counts, axis=1)
