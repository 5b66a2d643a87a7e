"""The distribution as a bar from 0 to 1, three times: as the model says it, squeezed by the temperature, cut and spread out.
A needle falls on it.

`draw(writing, ...)` draws it and returns the `Rest` it is in. Stepping, the temperature, the cuts, the needle and the samples
move in the browser, which has the logits of every step; 150 ms after the last move the resting state comes back,
`on_change(rest)` is called, and the page runs again. A page that keeps `rest` and gives it back sees no jump.

The payload is one packed array (app/kit/wire.py): ``logits`` (T, V), int16, a logit times 1024 less the largest of its step,
`NEVER` for what is not written; T is the number of tokens. Its header is what `payload.build` gives, and
  bug                "none", "divide", "softmax" or "limit": the mistake on show
  lines, terms       the formula as data
  made               the rest that the writing was made for
  rest, order_number, subject   what the page asked for last, and for which text
  colours, labels, present; strip: see app/kit/start.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.kit.wire import pack
from app.lessons.recurrent.sampling.picture import payload
from app.lessons.recurrent.sampling.picture.formulas import lines, terms
from app.lessons.recurrent.sampling.picture.rest import Rest, fit, parse
from core.recurrent.results.sampling import Writing

__all__ = ["Rest", "draw"]

COLOURS = ("drawn", "temperature", "cut")
_component = component(Path(__file__).parent)


def draw(
    writing: Writing,
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    bug: str = "none",
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw the text that is being written, at `rest`; return where it rests now. labels: words by key, the strings
    `sampling.picture.…`. bug: the mistake on show. start: what stands at its head."""
    number = payload.subject(writing)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), number, writing)

    asked = fit(rest, writing)
    known = exchange(key, asked, number)
    held = known.settle(asked, number, sent())
    header: dict[str, Any] = payload.build(writing) | {
        "bug": bug,
        "lines": lines(),
        "terms": terms(),
        "made": payload.sent(asked),
        "rest": payload.sent(known.order),
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
        data=pack(header | start_data(start), {"logits": payload.logits(writing)}),
    )
    return held
