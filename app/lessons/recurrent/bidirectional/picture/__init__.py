"""Two histories of one sentence, read from the left above the words and from the right below them, and the tags that wait for both.

`draw(found, other, same, ...)` draws it and returns the `Rest` it is in. Stepping, looking at a word and setting a side to zero
happen in the browser, which has the logits of both sides; 150 ms after the last move the resting state comes back,
`on_change(rest)` is called, and the page runs again. A page that keeps `rest` and gives it back sees no jump.

The payload is packed (app/kit/wire.py): the arrays of `payload.arrays`. Its header is what `payload.build` gives, and
  lines, terms       the formulas as data
  rest, order_number, subject   what the page asked for last, and for which sentences
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
from app.lessons.recurrent.bidirectional.picture import payload
from app.lessons.recurrent.bidirectional.picture.formulas import lines, terms
from app.lessons.recurrent.bidirectional.picture.rest import Rest, fit, parse
from core.recurrent.results.both_ways import BothWays

__all__ = ["Rest", "draw"]

COLOURS = ("from_left", "from_right", "probability", "activation", "loss")
_component = component(Path(__file__).parent)


def draw(
    found: BothWays,
    other: BothWays,
    same: int,
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw a sentence, and beside it the one that begins with ``same`` of its words; return where the picture rests now.

    labels: words by key, the strings `bidirectional.picture.…`. start: what stands at its head.
    """
    number, words = payload.subject(found, other), len(found.words)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), number, words)

    asked = fit(rest, words)
    known = exchange(key, asked, number)
    held = known.settle(asked, number, sent())
    header: dict[str, Any] = payload.build(found, other, same) | {
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
        data=pack(header | start_data(start), payload.arrays(found, other, same)),
    )
    return held
