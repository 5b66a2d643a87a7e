"""What the page on error analysis asks of core: the sentences and their searches, verdicts, tallies, the visitor's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from app.lessons.translate.error_analysis.options import NO_ROW, Options
from core.referees.results import Compared
from core.translate import shown
from core.translate.results import WIDTHS, FaultCase, FaultCases, FaultTally, Judged

LIVE = 20  # sentences that are searched anew


@cache
def cases(task: str) -> FaultCases:
    """The sentences of a task, each searched with every width."""
    from core.translate import fault_cases

    return fault_cases.cases(task)


def tallies(task: str) -> tuple[FaultTally, ...]:
    """What the recipe counted for each width and α."""
    from core.translate import fault_cases

    return fault_cases.tallies(task)


def judge(case: FaultCase, width: int, alpha: float) -> Judged:
    """Whose fault it is, by the objective that the search ranked by."""
    from core.translate import faults

    return faults.judge(case, width, alpha)


def judge_wrongly(case: FaultCase, width: int, alpha: float) -> Judged:
    """The mistake: raw log P as the judge while α ranks."""
    from core.translate import faults

    return faults.judge_wrongly(case, width, alpha)


def wins_again(case: FaultCase, width: int, alpha: float) -> bool:
    """Whether y* wins, put among what the search has finished and ranked again."""
    from core.translate import faults

    return faults.again(case, width, alpha)


def tally(found: Sequence[FaultCase], width: int, alpha: float, wrongly: bool = False) -> Mapping[str, int]:
    """How many sentences have each verdict."""
    from core.translate import faults

    return faults.tally(found, width, alpha, wrongly)


def which_falls(counted: Sequence[FaultTally], alpha: float, narrow: int, wide: int) -> str | None:
    """Which fault the wide beam has less often than the narrow one; None where none falls."""
    from core.translate import choices

    return choices.which_falls(counted, alpha, narrow, wide)


def pair(options: Options) -> tuple[str, str] | None:
    """The sentence and its y* that a visitor has typed; None where there is none to examine."""
    if not options.human.strip():
        return None
    if options.text.strip():
        return options.text, options.human
    known = cases(options.task).cases
    row = min(max(options.human_of, 0), len(known) - 1)
    return known[row].source, options.human


def own_row(options: Options) -> int | None:
    """The row whose y* the visitor has typed; None for a sentence of his own."""
    return None if options.text.strip() else min(max(options.human_of, 0), len(cases(options.task).cases) - 1)


def check(task: str, text: str, human: str) -> None:
    """Raise UserError for a sentence or a translation that the translator cannot read or spell."""
    from core.translate import faults
    from core.translate.translator import Translator

    translator = Translator.load(task)
    if text.strip():
        translator.read(text)
    if human.strip():
        faults.check_spelling(translator, human)


def is_wide(task: str, text: str) -> bool:
    """Whether a sentence's searches take so long that they are a job. Raises UserError for what cannot be read."""
    from core.translate import faults

    return all(case.source != text for case in cases(task).cases) and faults.is_wide(task, text, WIDTHS)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def examined(task: str, text: str, human: str) -> FaultCase:
    """One sentence with the visitor's y*; one of the lesson's own need not be searched again. Raises UserError."""
    from core.translate import faults

    known = next((case for case in cases(task).cases if case.source == text), None)
    return faults.examined(task, text, human) if known is None else faults.rescored(task, known, human)


def description(task: str, pairs: Sequence[tuple[str, str]], widths: Sequence[int] = WIDTHS) -> dict[str, Any]:
    """What the job "faults" is asked."""
    return {"name": task, "pairs": tuple(pairs), "widths": tuple(widths)}


def few(task: str) -> tuple[tuple[str, str], ...]:
    """Some of the sentences, from short to long, with their y*."""
    known = {case.source: case.human.text for case in cases(task).cases}
    texts = shown.from_short_to_long(task, LIVE)
    return tuple((text, known[text]) for text in texts if text in known)


def rows(options: Options, own: FaultCase | None, good: Sequence[int]) -> Mapping[int, FaultCase]:
    """The case of each row, in their order: the visitor's own among them, and with the visitor's marks."""
    from app.lessons.translate.error_analysis.picture.rest import marked

    found, place = dict(enumerate(cases(options.task).cases)), own_row(options)
    if own is not None:
        found = {NO_ROW: own, **found} if place is None else {**found, place: own}
    return {row: marked(row, case, good) for row, case in found.items()}


def referee(task: str, case: FaultCase, width: int, alpha: float) -> list[Compared]:
    """Both log P, the scores and the greedy output once more by other code."""
    from core.referees import faults

    return faults.check(task, case, width, alpha)


def warm() -> None:
    """Read what is seen first."""
    from app.lessons.translate.error_analysis.picture import payload

    payload.known(cases(Options().task))


def first() -> FaultCases:
    """What stands there first."""
    return cases(Options().task)
