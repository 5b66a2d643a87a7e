"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.kit.exchange import Message, is_index
from app.lessons.translate.error_analysis.picture.payload import outputs
from core.translate.results import WIDTHS, FaultCase, FaultCases

ONLY = ("all", "search", "length", "model")
OWN = -1  # the row of a visitor's own sentence
PLACES = 100  # a mark is PLACES · row + place of the output


@dataclass(frozen=True)
class Rest:
    """row: which case is open, OWN for the visitor's. step: words of it that are drawn, −1 all. width: B, one of WIDTHS.
    alpha: of the length rule, 0 to 1. only: the verdict whose rows are shown, or all. good: outputs that the visitor has marked
    as good as y*, or from which he has taken the mark of the case: PLACES · row + place among `payload.outputs`.
    """

    row: int = 0
    step: int = -1
    width: int = 1
    alpha: float = 0.7
    only: str = "all"
    good: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rows:
    """The cases, and the visitor's own: in the place of `own_row`, or in a row of its own."""

    cases: FaultCases
    own: FaultCase | None = None
    own_row: int | None = None

    def case(self, row: int) -> FaultCase | None:
        """What stands in a row; None where there is none."""
        if self.own is not None and row == (OWN if self.own_row is None else self.own_row):
            return self.own
        return self.cases.cases[row] if 0 <= row < len(self.cases.cases) else None


def marked(row: int, case: FaultCase, good: Sequence[int]) -> FaultCase:
    """A row's case with the visitor's marks: set where the case has none, taken away where it has."""
    found = outputs(case)
    texts = {found[mark % PLACES].text for mark in good if mark // PLACES == row}
    return replace(case, as_good=tuple({*case.as_good} ^ texts)) if texts else case


def fit(rest: Rest, rows: Rows) -> Rest:
    """The nearest rest that there is."""
    row = rest.row if rows.case(rest.row) else min(max(0, rest.row), len(rows.cases.cases) - 1)
    case = rows.case(row)
    most = max(one.length for one in (case.human, *outputs(case)))
    width = min(WIDTHS, key=lambda known: (abs(known - rest.width), known))
    good = tuple(sorted({mark for mark in rest.good if _is_mark(mark, rows)}))
    return Rest(
        row,
        rest.step if 0 <= rest.step < most else -1,
        width,
        round(min(max(0.0, float(rest.alpha)), 1.0), 3),
        rest.only if rest.only in ONLY else "all",
        good,
    )


def _is_mark(mark: int, rows: Rows) -> bool:
    row, place = divmod(mark, PLACES)
    case = rows.case(row)
    return case is not None and place < len(outputs(case))


def parse(value: Any, subject: int, rows: Rows) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for what is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, alpha, only, good = (value.get(name) for name in ("number", "alpha", "only", "good"))
    row, step, width = whole = [value.get(name) for name in ("row", "step", "width")]
    is_alpha = isinstance(alpha, int | float) and not isinstance(alpha, bool) and 0 <= alpha <= 1
    is_good = isinstance(good, list) and all(map(is_index, good))
    if value.get("subject") != subject or not (all(map(is_index, whole)) and is_alpha and is_good and only in ONLY):
        return Message(number)
    return Message(number, fit(Rest(row, step, width, alpha, only, tuple(good)), rows), True)
