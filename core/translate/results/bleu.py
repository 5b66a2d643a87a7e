"""BLEU taken apart: a score and all it comes from, each n-gram with the reference that pays for it, systems side by side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bleu:
    """A score from 0 to 100 and what it comes from, for n-grams of one to four tokens.

    counts: n-grams of the candidates that a reference has, each as often as it has it; totals: all; precisions: the one
    in per cent of the other, smoothed; lengths: tokens of the candidates, and of the references that they are held to.
    """

    score: float
    precisions: tuple[float, ...]
    counts: tuple[int, ...]
    totals: tuple[int, ...]
    brevity_penalty: float
    lengths: tuple[int, int]


@dataclass(frozen=True)
class Gram:
    """One n-gram of a candidate, where it begins.

    here: how often the candidate has it; known: how often each reference has it. payer: the reference that has it most
    often, the first of equals, None if none has it. place: where in the payer the one begins that pays for it; None if
    it is clipped, as all that the payer has are used up, or unknown.
    """

    start: int
    here: int
    known: tuple[int, ...]
    payer: int | None
    place: int | None


@dataclass(frozen=True)
class Order:
    """All n-grams of one n, in the candidate's order. paid: how many each reference pays for; count: their sum.

    precision: count / total, or what smoothing puts there, from 0 to 1.
    """

    n: int
    grams: tuple[Gram, ...]
    paid: tuple[int, ...]
    count: int
    total: int
    precision: float


@dataclass(frozen=True)
class CountedBleu:
    """One candidate counted against its references.

    candidate, references: tokens as they are counted. orders: n = 1 to 4; used: how many of them the mean takes. c, r:
    the candidate's length and the one that it is held to; nearest: the reference that has it. mean: the geometric mean of
    the precisions; score: 100 · penalty · mean. signature: in sacreBLEU's form.
    """

    candidate: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    orders: tuple[Order, ...]
    used: int
    c: int
    r: int
    nearest: int
    penalty: float
    mean: float
    score: float
    signature: str


@dataclass(frozen=True)
class GrowingBleu:
    """The first k words of a candidate, scored. k: a number of words, from 1.

    penalty: BP; scores: from 0 to 100, a smoothing each in the order of SMOOTHINGS; precisions: p_n from 0 to 1, unsmoothed.
    """

    k: int
    penalty: float
    scores: tuple[float, ...]
    precisions: tuple[float, ...]


@dataclass(frozen=True)
class SystemScore:
    """A system's translations of one set of sentences, scored.

    name: of the system. corpus: BLEU of all sentences together; half_width: of its 95 % interval (bootstrap); sentences: the
    mean of the sentences' own BLEU, each with smoothing "exp" and effective order; zeros: how many sentences have a BLEU
    of 0 without smoothing; chrf: sacreBLEU's chrF2 of the corpus. signature: of its BLEU, in sacreBLEU's form.
    """

    name: str
    corpus: Bleu
    half_width: float
    sentences: float
    zeros: int
    chrf: float
    signature: str = ""


@dataclass(frozen=True)
class Translated:
    """One system's translation of one sentence. bleu: its own, smoothed "exp"; chrf: chrF2."""

    name: str
    text: str
    bleu: float
    chrf: float


@dataclass(frozen=True)
class Missed:
    """What BLEU makes of a candidate that a reader would judge at once.

    name: of the case. precisions: p_n from 0 to 1; bleu: unsmoothed; smoothed: "exp"; chrf: chrF2.
    """

    name: str
    candidate: str
    reference: str
    precisions: tuple[float, ...]
    bleu: float
    smoothed: float
    chrf: float


@dataclass(frozen=True)
class SmoothedScore:
    """A system under each of SMOOTHINGS, in their order: BLEU of the corpus, and the mean of the sentences' own."""

    name: str
    corpus: tuple[float, ...]
    sentences: tuple[float, ...]


@dataclass(frozen=True)
class Findings:
    """What BLEU makes of a machine's translations ("beam") where people's are known.

    machine_ahead, level, person_ahead: sentences where its BLEU is above that of a person's other translation, as high, below.
    good, others: mean BLEU of what a reader marked as good as a person's, and of the rest that is no person's word for word;
    good_count, others_count: how many; others_above: how many of the rest are above the mean of the good ones. correlation:
    Pearson's r of the sentences' BLEU and chrF. smoothed: of all systems.
    """

    machine_ahead: int
    level: int
    person_ahead: int
    good: float
    good_count: int
    others: float
    others_count: int
    others_above: int
    correlation: float
    smoothed: tuple[SmoothedScore, ...]
