"""What the picture of BLEU should say, worked out from core's count."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from app.lessons.translate.bleu.options import CANDIDATE_1, CANDIDATE_2, GUIDES
from app.lessons.translate.bleu.picture import Rest
from core.translate import bleu
from core.translate.counted import counted, shortened
from core.translate.options import BleuConfig
from core.translate.results import CountedBleu, Gram, Order
from tests.app.strings import english

LABELS = english("bleu.picture.")
PLAIN, SMALL = BleuConfig(), "₀₁₂₃₄"
DEFAULT, SECOND = Rest(CANDIDATE_1, GUIDES), Rest(CANDIDATE_2, GUIDES)
THE = Rest("the the the the the the the", ("the cat is on the mat", "there is a cat on the mat"), 1)


def by_core(rest: Rest, config: BleuConfig = PLAIN, wrongly: str = "") -> CountedBleu:
    """What core counts of it."""
    held = [text for text in rest.references if text.strip()]
    own = shortened(rest.candidate, rest.kept, config) if rest.kept >= 0 else rest.candidate
    return counted(own, held, config, wrongly)


def names(rest: Rest) -> list[str]:
    """Of the references that are counted."""
    return [f"R{k + 1}" for k, text in enumerate(rest.references) if text.strip()]


def amount(n: int, count: int) -> str:
    """Such as "17 pairs"."""
    return f"{count} {LABELS[f'one_{n}' if count == 1 else f'many_{n}']}"


def state(one: Gram) -> str:
    return "paid" if one.place is not None else "unknown" if one.payer is None else "clipped"


def rounded(value: float, digits: int = 3) -> str:
    """A half is rounded up, as a browser does it; Python's own takes the even digit."""
    return str(Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def whole(value: float, digits: int = 3) -> str:
    """A factor: 0 and 1 as such."""
    return str(round(value)) if value in (0, 1) or abs(value - 1) < 1e-12 else rounded(value, digits)


def put_in(found: CountedBleu, config: BleuConfig, of: Order) -> tuple[float, float] | None:
    """Count and total that smoothing has put there, by its definition; None where nothing was changed."""
    value = bleu.USUAL.get(config.smooth) if config.value is None else config.value
    if not any(one.count for one in found.orders) or config.smooth == "none":
        return None
    if config.smooth == "add-k":
        return (of.count + value, of.total + value) if of.n > 1 and of.count != of.total else None
    if of.count or not of.total:
        return None
    zeros = sum(one.count == 0 and one.total > 0 for one in found.orders[: of.n])
    return (value if config.smooth == "floor" else 0.5**zeros, of.total)


def fraction(found: CountedBleu, config: BleuConfig, of: Order) -> str:
    put = put_in(found, config, of)
    return "/".join(f"{one:.3g}" for one in put) if put else f"{of.count}/{of.total}"


def tally(rest: Rest, found: CountedBleu, config: BleuConfig = PLAIN) -> str:
    """What is said over the candidate: of the n-grams that are counted."""
    of = found.orders[rest.n - 1]
    upto = of.total if rest.step < 0 else min(rest.step, of.total)
    states = [state(one) for one in of.grams[:upto]]
    parts = [LABELS["found"].format(count=states.count("paid"))]
    for name, kind in (("clipped", "clipped"), ("not", "unknown")):
        parts += [LABELS[name].format(count=states.count(kind))] * (kind in states)
    all_words = len(bleu.cut(rest.candidate, config))
    cut_off = 0 <= rest.kept < all_words
    long = LABELS["kept_of"].format(kept=found.c, words=amount(1, all_words)) if cut_off else amount(1, found.c)
    grams = amount(rest.n, of.total)
    so_far = f"{LABELS['so_far'].format(count=upto)}, " if upto < of.total else ""
    return f"{grams if rest.n == 1 and not cut_off else f'{long}, {grams}'}: {so_far}{', '.join(parts)}"


def mean_of(found: CountedBleu, wrongly: str) -> float:
    """The mean of logarithms, or what stands in its place."""
    p = [one.precision for one in found.orders[: found.used]]
    return sum(p if wrongly == "mean" else map(math.log, p)) / len(p)


def signed(value: float, first: bool = False) -> str:
    minus = "−" if first else " − "
    return f"{minus if value < 0 else '' if first else ' + '}{rounded(abs(value))}"


def lengths(found: CountedBleu, j: int, config: BleuConfig = PLAIN) -> str:
    """What stands beneath a reference of its length."""
    own = len(found.references[j])
    held = "nearest" if config.brevity == "closest" else "shortest"
    note = LABELS["as_long"] if own == found.c else LABELS[held] if j == found.nearest else ""
    return f"{amount(1, own)}: {note}" if note else amount(1, own)


def lines(rest: Rest, found: CountedBleu, config: BleuConfig = PLAIN, wrongly: str = "") -> list[str]:
    """The numbers beside the formula."""
    of, used = found.orders[rest.n - 1], found.orders[: found.used]
    put, value = put_in(found, config, of), bleu.USUAL.get(config.smooth) if config.value is None else config.value
    pays = [str(count) for count in of.paid if count]
    counts = f"({' + '.join(pays)})" if len(pays) > 1 else "".join(pays) or "0"
    share = f"{counts} / {of.total} = {rounded(of.precision)}"
    if put:
        values = {"count": of.count, "total": of.total, "value": 0 if value is None else f"{value:g}"}
        words = LABELS[f"put_{config.smooth.replace('-', '_')}"].format(**values)
        share = f"{put[0]:.3g} / {put[1]:.3g} = {rounded(of.precision)}   {words}"
    first = f"p{SMALL[rest.n]} {LABELS['out']}" if rest.n > found.used else f"p{SMALL[rest.n]} = {share}"
    a, b = (found.c, found.r) if wrongly == "upside" else (found.r, found.c)
    how = f"exp(1 − {a}/{b}) = " if found.c < found.r and b else ""
    held = LABELS["nearest" if config.brevity == "closest" else "shortest"]
    third = f"r = {found.r}, {held}   BP = {how}{whole(found.penalty)}"
    product = f"BLEU = {whole(found.penalty)} · {whole(found.mean)} → {rounded(found.score, 2)}"
    if not found.c:
        return [first, LABELS["no_word"], third, product]
    zero = next((one for one in used if not one.precision), None)
    if zero and wrongly != "mean":
        return [first, f"log p{SMALL[zero.n]} = log 0 = −∞: {LABELS['zero_mean']} 0", third, product]
    values = [one.precision if wrongly == "mean" else math.log(one.precision) for one in used]
    mean = mean_of(found, wrongly)
    terms = "".join(signed(one, not i) for i, one in enumerate(values))
    second = f"{'' if wrongly == 'mean' else 'log: '}({terms}) / {len(used)} = {signed(mean, True)}"
    return [first, second, third, f"exp({signed(mean, True)}) = {rounded(found.mean)}   {product}"]
