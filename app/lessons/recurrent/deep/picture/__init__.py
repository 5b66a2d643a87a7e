"""The layers of a network as storeys over one text, what a probe reads off each of them, and what depth is worth and costs.

`draw(found, ...)` draws it and returns the `Rest` it is in. Stepping, pinning a row and asking the probes for something else
happen in the browser; 150 ms after the last move the resting state comes back, `on_change(rest)` is called, and the page runs
again. A page that keeps `rest` and gives it back sees no jump. A press on a depth in a chart calls `on_open(cell, layers)`.

The payload is packed (app/kit/wire.py): the arrays of `payload.arrays`. Its header is what `payload.build` gives, and
  lines        the formulas as data
  rest, order_number, subject   what the page asked for last, and for which text and network
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
from app.lessons.recurrent.deep.picture import payload
from app.lessons.recurrent.deep.picture.formulas import lines
from app.lessons.recurrent.deep.picture.rest import Rest, fit, parse
from core.recurrent.options import CELLS, DEPTHS
from core.recurrent.results.deep import DeepFigures, DeepReading, StepTimes

__all__ = ["Rest", "draw"]

COLOURS = ("probability", "activation", "memory", "loss", "rnn", "gru", "lstm", "from_left", "from_right")
_component = component(Path(__file__).parent)


def draw(
    found: DeepReading,
    cell: str,
    figures: Mapping[tuple[str, int], DeepFigures],
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    times: StepTimes | None = None,
    on_change: Callable[[Rest], None] | None = None,
    on_open: Callable[[str, int], None] | None = None,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw a text as a network's layers read it; return where the picture rests now.

    labels: words by key, the strings `deep.picture.…`. times: what was measured here. start: what stands at its head.
    """
    number = payload.subject(found, cell)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), number, found)

    def opened() -> None:
        value = last_sent(key, "open")
        if on_open and isinstance(value, dict) and value.get("cell") in CELLS and value.get("layers") in DEPTHS:
            on_open(value["cell"], value["layers"])

    asked = fit(rest, found)
    known = exchange(key, asked, number)
    held = known.settle(asked, number, sent())
    header: dict[str, Any] = payload.build(found, cell, figures, times) | {
        "lines": lines(found.ways),
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
        on_open_change=opened,
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), payload.arrays(found)),
    )
    return held
