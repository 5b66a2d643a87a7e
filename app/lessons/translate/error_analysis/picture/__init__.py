"""Whose fault is it: people's translation y* over the machine's ŷ for each sentence, their scores, and who let the better go.

`draw(cases, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. The beam's width, α, the filter, the open
row, its words and the marks "as good as y*" change in the browser alone; 150 ms after the last move the resting state comes
back and `on_change(rest)` is called. The browser judges by the arithmetic of `core.translate.faults.judge`.

The arrays of the data (app/kit/wire.py) are what `payload.known` gives, the same for every visitor; the header has
  own, own_row           the visitor's case as `payload.own` gives it, and the row whose place it takes, None for an extra row
  widths, lines, terms, verdicts   B that there are, and the formulas as data
  wrongly                whether log P alone judges, which is the mistake
  rest, order_number     what the page asked for last
  subject, colours, labels, present, strip
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.kit.wire import pack
from app.lessons.translate.error_analysis.picture import formulas, payload
from app.lessons.translate.error_analysis.picture.rest import Rest, Rows, fit, parse
from core.translate.results import WIDTHS, FaultCase, FaultCases

__all__ = ["Rest", "Start", "draw"]

COLOURS = ("human", "machine", "model", "search", "length_rule")
_component = component(Path(__file__).parent)


def draw(
    cases: FaultCases,
    *,
    own: FaultCase | None = None,
    own_row: int | None = None,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    wrongly: bool = False,
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
) -> Rest:
    """Draw the cases at `rest`; return where it rests now.

    own: a visitor's case, in the place of `own_row`, or with None in a row on top. labels: words by key, the strings
    `error_analysis.picture.…`. wrongly: judge by log P while α ranks. start: the experiments at its head.
    """
    rows, subject = Rows(cases, own, own_row), payload.subject(cases, own, own_row)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, rows)

    asked = fit(rest, rows)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    header: dict[str, Any] = {
        "own": payload.own(own),
        "own_row": own_row,
        "widths": list(WIDTHS),
        "lines": formulas.lines(),
        "terms": formulas.terms(),
        "verdicts": formulas.verdicts(wrongly),
        "wrongly": wrongly,
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), payload.known(cases)),
    )
    return held
