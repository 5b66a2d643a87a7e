"""Whose fault it is that the machine gave ŷ where people wrote y*: the model's, the search's or the length rule's.

One model scores both, under the objective that the search ranked by: log P(y | x) / T^α, where T counts <EOS>. At
width 1 one output is found and nothing is ranked, so log P alone is the objective. If y* has the greater score, the
search ought to have found it. If it has not, but is likelier, the length rule turned the ranking round. Else the model
prefers what is worse. The search keeps its hypotheses by log P whatever α is; α ranks what it has finished. Where
nothing ended in time, ŷ is what was cut, with the log P that it had. Ng, Sequence Models (2018), week 3.
Compare Stahlberg and Byrne 2019, section 3, who tell search errors from model errors by an exact search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import torch

from core.errors import UserError
from core.translate.beam import BeamConfig, Stepper, score, search_stepper
from core.translate.bpe import SPACE, normalise
from core.translate.results import VERDICTS, WIDTHS, BeamTrace, FaultCase, FaultSearch, Finished, Judged, Scored
from core.translate.studies import AT_ONCE
from core.translate.translator import END, Translator

MOST_PAIRS = 20
SAME = 1.5e-3  # what is kept to thousandths may differ from a sum of float32 by so much


def scored(translator: Translator, text: str, y: str) -> Scored:
    """A translation as it is written, by teacher forcing in float64. UserError as `Translator.read` and `check_spelling`."""
    _, ids = translator.read(text)
    check_spelling(translator, y)
    return _scored(translator, ids, [*translator.target.encode(y), END])


def _scored(translator: Translator, ids: Sequence[int], tokens: Sequence[int]) -> Scored:
    log_p = translator.exact(ids, tokens)
    return Scored(translator.target.decode(tokens), translator.pieces(tokens), tuple(tokens), log_p)


def check_spelling(translator: Translator, y: str) -> None:
    """UserError if y is empty, longer than twice what the model reads, or has letters that no piece has."""
    if not y.strip():
        raise UserError("translate.given_empty")
    pieces = translator.target.split(y)
    if len(pieces) > 2 * translator.longest:
        raise UserError("translate.given_long", most=2 * translator.longest)
    lacking = dict.fromkeys(piece.strip(SPACE) for piece in pieces if piece not in translator.target.index)
    if lacking:
        raise UserError("translate.cannot_spell", letters=" ".join(lacking))


def examined(name: str, text: str, human: str, widths: Sequence[int] = WIDTHS) -> FaultCase:
    """Search for a sentence at several widths beside people's translation. UserError as `scored`."""
    translator = Translator.load(name)
    y = scored(translator, text, human)
    return FaultCase(text, y, tuple(_searched(translator, text, y, width) for width in widths))


def rescored(name: str, case: FaultCase, human: str) -> FaultCase:
    """The same searches beside another y*, which is scored alone: what each step kept says where y* leaves the beam.

    The places among all candidates are not known then. UserError as `scored`.
    """
    y = scored(Translator.load(name), case.source, human)
    totals = y.log_probabilities.cumsum()
    return FaultCase(case.source, y, tuple(_left(one, totals) for one in case.searched))


def _left(one: FaultSearch, totals: np.ndarray) -> FaultSearch:
    """Where an output with these sums of log P (T,) leaves a beam."""
    together = min(len(one.kept), len(totals))
    lower = np.flatnonzero(totals[:together] < np.array(one.kept[:together]) - SAME)
    fell = int(lower[0]) if len(lower) else None
    step = together - 1 if fell is None else fell
    return replace(one, fell=fell, total=float(totals[step]), last=one.kept[step], rank=None)


def is_wide(name: str, text: str, widths: Sequence[int] = WIDTHS) -> bool:
    """Whether `examined` takes so long that it had better be a job. UserError as `Translator.read`."""
    _, ids = Translator.load(name).read(text)
    return sum(widths) * len(ids) > AT_ONCE


def examine(description: Mapping[str, object]) -> Iterator[float]:
    """The same for several sentences, as a job. name, pairs (x, y*), at most MOST_PAIRS, widths; gives `FaultCase`s."""
    pairs, cases = description["pairs"][:MOST_PAIRS], []
    for number, (text, human) in enumerate(pairs):
        yield number / len(pairs)
        cases.append(examined(description["name"], text, human, description["widths"]))
    return tuple(cases)


def _searched(translator: Translator, text: str, human: Scored, width: int) -> FaultSearch:
    """One width: what wins, and where y* fell out."""
    _, ids = translator.read(text)
    stepper = translator.stepper(ids)
    trace = search_stepper(stepper, BeamConfig(width, END, translator.most(ids), pruned=0))
    winners = tuple(_scored(translator, ids, trace.finished[i].tokens) for i in winning(trace.finished))
    together = min(len(trace.steps), human.length)
    kept = [bool(trace.steps[t].kept[row]) for t, row in enumerate(trace.rows(human.tokens))] + [False]
    fell = kept.index(False) if kept.index(False) < together else None
    step = together - 1 if fell is None else fell
    total = float(human.log_probabilities[: step + 1].sum())
    last = float(trace.steps[step].total[trace.steps[step].kept][-1])
    rank = None if fell is None else _rank(stepper, trace, human.tokens[: step + 1])
    worst = tuple(round(float(one.total[one.kept][-1]), 3) for one in trace.steps)
    return FaultSearch(width, winners, fell, total, last, rank, worst)


def _rank(stepper: Stepper, trace: BeamTrace, tokens: tuple[int, ...]) -> int:
    """The place of a hypothesis among all n V candidates of its step, from 1: the beam's n are walked through anew."""
    step = len(tokens) - 1
    prefixes, totals = [()], np.zeros(1)
    if step:
        before = trace.steps[step - 1]
        rows = np.flatnonzero(before.kept & ~before.ended)
        prefixes, totals = [trace.tokens(step - 1, int(row)) for row in rows], before.total[rows]
    state = stepper.reorder(stepper.start(), torch.zeros(len(prefixes), dtype=torch.long))
    logits, state = stepper.step(state, None)
    for words in zip(*prefixes, strict=True):
        logits, state = stepper.step(state, torch.tensor(words))
    total = torch.from_numpy(totals)[:, None] + logits.double().log_softmax(-1)  # (n, V)
    return 1 + int((total > total[prefixes.index(tokens[:-1]), tokens[-1]]).sum())


def winning(finished: Sequence[Finished]) -> list[int]:
    """Places of the outputs that have the greatest log P / T^α for some α from 0 to 1, in the order of α.

    log(−log P) − α log T is a straight line for each, and the lowest wins, until a steeper one crosses it.
    """
    height = np.log([-one.log_probability for one in finished])
    slope = np.log([len(one.tokens) for one in finished])
    out = [int(height.argmin())]
    while True:
        steeper = np.flatnonzero(slope > slope[out[-1]])
        if not len(steeper):
            return out
        crossing = (height[steeper] - height[out[-1]]) / (slope[steeper] - slope[out[-1]])
        if crossing.min() > 1:
            return out
        out.append(int(steeper[crossing.argmin()]))


def judge(case: FaultCase, width: int, alpha: float, as_good: Sequence[str] = ()) -> Judged:
    """The verdict at one width and α from 0 to 1; "none" where ŷ is y* or as good, by the case's marks or by these."""
    exponent = _exponent(width, alpha)
    y, machine = case.human, _machine(case, width, exponent)
    ours, theirs = (score(one.log_probability, one.length, exponent) for one in (y, machine))
    if _as_good(case, machine, as_good):
        verdict = "none"
    elif ours > theirs:
        verdict = "search"
    else:
        verdict = "length" if y.log_probability > machine.log_probability else "model"
    return Judged(machine, ours, theirs, verdict)


def judge_wrongly(case: FaultCase, width: int, alpha: float, as_good: Sequence[str] = ()) -> Judged:
    """The mistake: α ranks, but log P alone judges. "length" is never found, and is blamed on the search."""
    machine = _machine(case, width, _exponent(width, alpha))
    ours, theirs = case.human.log_probability, machine.log_probability
    verdict = "search" if ours > theirs else "model"
    return Judged(machine, ours, theirs, "none" if _as_good(case, machine, as_good) else verdict)


def again(case: FaultCase, width: int, alpha: float) -> bool:
    """What catches it: y* is put among what the search finished, and all are ranked again. Whether y* wins.

    It does where the search is at fault, and nowhere else but where ŷ is marked as good.
    """
    exponent = _exponent(width, alpha)
    finished = [case.human, *_search(case, width).winners]
    scores = [score(one.log_probability, one.length, exponent) for one in finished]
    return scores[0] > max(scores[1:])


def tally(cases: Iterable[FaultCase], width: int, alpha: float, wrongly: bool = False) -> dict[str, int]:
    """How many sentences there are of each of VERDICTS."""
    found = Counter((judge_wrongly if wrongly else judge)(case, width, alpha).verdict for case in cases)
    return {verdict: found[verdict] for verdict in VERDICTS}


def _exponent(width: int, alpha: float) -> float:
    return alpha if width > 1 else 0.0


def _search(case: FaultCase, width: int) -> FaultSearch:
    return next(one for one in case.searched if one.width == width)


def _machine(case: FaultCase, width: int, exponent: float) -> Scored:
    return max(_search(case, width).winners, key=lambda one: score(one.log_probability, one.length, exponent))


def _as_good(case: FaultCase, machine: Scored, as_good: Sequence[str]) -> bool:
    return normalise(machine.text) in map(normalise, (case.human.text, *case.as_good, *as_good))
