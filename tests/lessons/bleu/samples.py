"""BLEU by sacreBLEU, the known mistakes by plain arithmetic, and texts that a visitor may type."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.metrics.bleu import BLEUScore

from core.translate.options import BleuConfig

PLAIN = BleuConfig()
THE = "the the the the the the the"
THE_CAT = ("the cat is on the mat", "there is a cat on the mat")
TWICE = "the cat the cat on the mat"
ODD = {
    "markup": "<b>bold</b> $x$ [a](b) *c* `d` {e} & “f”",
    "hebrew": "שלום עולם, מה שלומך?",
    "emoji": "🙂 👩‍👩‍👧 🙂🙂 ok",
    "chinese": "今天 天气 很 好 。",
    "marks": "!?. ,,, ... -- 3.14 1,000 10-11",
    "number": "1234",
    "letter": "A",
}
LONG = "word " * 1000  # 5,000 characters


def metric(config: BleuConfig) -> BLEU:
    """sacreBLEU, counting as config says."""
    cut = {"13a": "13a", "blanks": "none"}[config.cut]
    smoothing = {"smooth_method": config.smooth, "smooth_value": config.value}
    return BLEU(config.lowercase, tokenize=cut, effective_order=config.effective, **smoothing)


def words(text: str, config: BleuConfig = PLAIN) -> list[str]:
    """A text as sacreBLEU splits it."""
    return metric(config).tokenizer((text.lower() if config.lowercase else text).rstrip()).split()


def theirs(candidate: str, references: Sequence[str], config: BleuConfig = PLAIN) -> BLEUScore:
    """What sacreBLEU makes of one candidate; where r is the shortest length, its formula is given that."""
    of = metric(config)
    if config.brevity == "closest":
        return of.corpus_score([candidate], [[text] for text in references])
    plain = metric(BleuConfig(cut=config.cut, lowercase=config.lowercase))
    found = plain.corpus_score([candidate], [[text] for text in references])
    r = min(len(words(text, config)) for text in references)
    smoothing = {"smooth_method": config.smooth, "smooth_value": config.value, "effective_order": config.effective}
    return BLEU.compute_bleu(found.counts, found.totals, found.sys_len, r, **smoothing)


def of_sentence(candidate: str, references: Sequence[str], config: BleuConfig = PLAIN) -> float:
    """sacreBLEU's score of a sentence by itself: smoothed "exp", with effective order."""
    given = BleuConfig("exp", effective=True, brevity=config.brevity, lowercase=config.lowercase, cut=config.cut)
    return theirs(candidate, references, given).score


def chrf(candidate: str, references: Sequence[str]) -> float:
    return CHRF().sentence_score(candidate, list(references)).score


def grams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    """How often each n-gram stands there."""
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def found(candidate: Sequence[str], references: Sequence[Sequence[str]], n: int, add: bool = False) -> int:
    """How many n-grams of a candidate are paid for. add: by all references together, which is a mistake."""
    known = [grams(reference, n) for reference in references]
    of = sum if add else max
    return sum(min(count, of(one[gram] for one in known)) for gram, count in grams(candidate, n).items())


def mistaken(candidate: str, references: Sequence[str], wrongly: str) -> float:
    """100 · BP · the mean of p, unsmoothed and by the papers' formula, but for one mistake."""
    c, known = words(candidate), [words(text) for text in references]
    r = min((abs(len(one) - len(c)), len(one)) for one in known)[1]
    p = [found(c, known, n, wrongly == "sum") / max(1, len(c) - n + 1) for n in (1, 2, 3, 4)]
    mean = math.exp(sum(p) / 4) if wrongly == "mean" else math.prod(p) ** 0.25
    ratio = len(c) / r if wrongly == "upside" else r / len(c)
    return 100 * (math.exp(1 - ratio) if len(c) < r else 1.0) * mean
