"""One row of boxes, the same weights in each, that turns from shape to shape: arrows in and out come and go as the shape has
them. Beneath it the four other shapes, small and alive.

`draw(runs, ...)` draws it and returns the `Rest` it is in. Stepping, leaving a word out and opening another shape happen in the
browser, which has all five runs; 150 ms after the last move the resting state comes back, `on_change(rest)` is called, and the
page runs again. A page that keeps `rest` and gives it back sees no jump.

The payload is packed (app/kit/wire.py): the states of each shape by its name, as `payload.states` gives them. Its header is
what `payload.build` gives, and
  lines, terms       the formulas as data
  rest, order_number, subject   what the page asked for last, and for which inputs
  colours, labels, present; strip: see app/kit/start.py
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
from app.lessons.recurrent.model_types.picture import payload
from app.lessons.recurrent.model_types.picture.formulas import lines, terms
from app.lessons.recurrent.model_types.picture.rest import Rest, fit, parse
from core.recurrent.results.shapes import Run

__all__ = ["Rest", "draw"]

COLOURS = ("activation", "input", "probability", "person", "organisation", "place", "other_name")
_component = component(Path(__file__).parent)


def draw(
    runs: Mapping[str, Run],
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw the open shape's run and the others; return where the picture rests now. labels: words by key, the strings
    `model_types.picture.…`. start: what stands at its head."""
    number = payload.subject(runs)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), number, runs)

    asked = fit(rest, runs)
    known = exchange(key, asked, number)
    held = known.settle(asked, number, sent())
    header: dict[str, Any] = payload.build(runs) | {
        "lines": lines(),
        "terms": terms(),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": number,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), payload.states(runs)),
    )
    return held
