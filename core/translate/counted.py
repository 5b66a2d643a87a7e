"""One candidate counted n-gram by n-gram: which reference pays for which, in which place. Papineni et al. 2002, section 2."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from core.errors import UserError
from core.translate import bleu
from core.translate.options import BLEU_MISTAKES, LONGEST_SIDE, MOST_REFERENCES, SMOOTHINGS, BleuConfig
from core.translate.results.bleu import CountedBleu, Gram, GrowingBleu, Order

PAPER = BleuConfig()


def check(candidate: str, references: Sequence[str]) -> None:
    """UserError for what is not counted: too long a text, too many references, or no word in any of them.

    Blanks do not count: `shortened` puts one between all words.
    """
    if not any(text.strip() for text in references):
        raise UserError("bleu.no_reference")
    if len(references) > MOST_REFERENCES:
        raise UserError("bleu.too_many_references", most=MOST_REFERENCES)
    if max(len("".join(text.split())) for text in (candidate, *references)) > LONGEST_SIDE:
        raise UserError("bleu.too_long", most=LONGEST_SIDE)


def counted(candidate: str, references: Sequence[str], config: BleuConfig = PAPER, wrongly: str = "") -> CountedBleu:
    """Each n-gram of the candidate with the reference that pays for it, and the score.

    The payer is the reference that has the n-gram most often. Its own ones pay for the candidate's from left to right, each
    once; what is left over is clipped. wrongly: "mean" takes e^(the mean of p) for the mean of the logarithms, "upside" turns
    r/c in the penalty upside down, "sum" lets all references pay one after another. Refuses what `check` refuses.
    """
    if wrongly and wrongly not in BLEU_MISTAKES:
        raise ValueError(f"wrongly is one of {BLEU_MISTAKES}, not {wrongly!r}")
    check(candidate, references)
    words = tuple(bleu.cut(candidate, config))
    known = tuple(tuple(bleu.cut(text, config)) for text in references)
    grams = [_grams(words, known, n, wrongly == "sum") for n in range(1, bleu.ORDERS + 1)]
    counts = [sum(gram.place is not None for gram in order) for order in grams]
    p, defined = bleu.smoothed(counts, list(map(len, grams)), config.smooth, config.value)
    used = defined if config.effective else bleu.ORDERS
    c, lengths = len(words), list(map(len, known))
    r = bleu.held_to(c, lengths, config.brevity)
    penalty = math.exp(1 - c / r) if wrongly == "upside" and c < r else bleu.penalty(c, r)
    mean = math.exp(sum(p[:used]) / used) if wrongly == "mean" and words else bleu.geometric_mean(p[:used])
    return CountedBleu(
        candidate=words,
        references=known,
        orders=tuple(_order(n, order, len(known), p[n - 1]) for n, order in enumerate(grams, start=1)),
        used=used,
        c=c,
        r=r,
        nearest=lengths.index(r),
        penalty=penalty,
        mean=mean,
        score=100 * penalty * mean,
        signature=bleu.signature([len(known)], config),
    )


def lost(found: CountedBleu, word: int, n: int) -> int:
    """By how much the clipped count of n falls if that word of the candidate becomes one that no reference has.

    n-grams that were clipped may take the places that become free.
    """
    touched = found.orders[n - 1].grams[max(0, word - n + 1) : word + 1]
    gone = Counter((found.candidate[gram.start : gram.start + n], gram.here, max(gram.known)) for gram in touched)
    return sum(min(here, most) - min(here - times, most) for (_, here, most), times in gone.items())


def shortened(candidate: str, words: int, config: BleuConfig) -> str:
    """The first so many words of a candidate, as they are counted, with blanks between them."""
    return " ".join(bleu.cut(candidate, config)[:words])


def by_length(candidate: str, references: Sequence[str], config: BleuConfig = PAPER) -> tuple[GrowingBleu, ...]:
    """The candidate's first word, its first two words, … and all of it, scored with each smoothing.

    config.value is that of config.smooth; the others take their usual ones.
    """
    found = counted(candidate, references, config)
    lengths, rows = list(map(len, found.references)), []
    for k in range(1, found.c + 1):
        r = bleu.held_to(k, lengths, config.brevity)
        totals = [
            max(k - order.n + 1, 0) for order in found.orders
        ]  # paid from left to right: a beginning's as in the whole
        counts = [
            sum(gram.place is not None for gram in order.grams[:total])
            for order, total in zip(found.orders, totals, strict=True)
        ]
        scores = (
            bleu.from_statistics(
                (k, r, *counts, *totals), smooth, config.value if smooth == config.smooth else None, config.effective
            ).score
            for smooth in SMOOTHINGS
        )
        rows.append(GrowingBleu(k, bleu.penalty(k, r), tuple(scores), tuple(bleu.smoothed(counts, totals)[0])))
    return tuple(rows)


def _grams(words: Sequence[str], known: Sequence[Sequence[str]], n: int, add: bool) -> list[Gram]:
    """The candidate's n-grams with their payers. add: the references pay one after another, not one of them alone."""
    mine, places = _places(words, n), [_places(one, n) for one in known]
    seen: Counter[tuple[str, ...]] = Counter()
    grams = []
    for start in range(len(words) - n + 1):
        gram = tuple(words[start : start + n])
        counts = tuple(len(one.get(gram, ())) for one in places)
        most = counts.index(max(counts))
        payers = range(len(known)) if add else (most,)
        paying = [(j, place) for j in payers for place in places[j].get(gram, ())]
        here = seen[gram]
        seen[gram] += 1
        payer, place = paying[here] if here < len(paying) else (most if paying else None, None)
        grams.append(Gram(start, len(mine[gram]), counts, payer, place))
    return grams


def _places(words: Sequence[str], n: int) -> dict[tuple[str, ...], list[int]]:
    """Where each n-gram begins."""
    found: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(words) - n + 1):
        found.setdefault(tuple(words[start : start + n]), []).append(start)
    return found


def _order(n: int, grams: Sequence[Gram], references: int, precision: float) -> Order:
    paid = Counter(gram.payer for gram in grams if gram.place is not None)
    each = tuple(paid[j] for j in range(references))
    return Order(n, tuple(grams), each, sum(each), len(grams), precision)
