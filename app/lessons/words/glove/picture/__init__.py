"""Counting before one's eyes, the weight of a count, and the vectors that are fitted to the logarithms of the counts.

`draw(scene, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Steps, pins, the window, the knee of f and
the moments of the training change in the browser; 150 ms after the last move the resting state comes back and
`on_change(rest)` is called. As long as a training runs (`live`), each call brings one newer moment, and the points of the fit
glide to it. The counts of the text do not change with it: they are left out once the browser says that it has them, and sent
again where it says that it has not.

The header of the data (app/kit/wire.py) is what `payload.build` gives, and
  lines, terms         the formulas as data
  rest, order_number   what the page asked for last
  subject, colours, labels, present, live, strip
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.kit.wire import pack
from app.lessons.words.glove.picture import payload
from app.lessons.words.glove.picture.formulas import lines, terms
from app.lessons.words.glove.picture.rest import Rest, fit, parse
from core.words.results.counts import GloveScene

__all__ = ["Rest", "Start", "draw"]

# Pin and cost, f, counts and their fit, log X, vectors of row and column; the two words of the ratios.
COLOURS = ("loss", "candidate", "update", "input", "output_vector", "embedding", "activation", "reset")
_component = component(Path(__file__).parent)


def draw(
    scene: GloveScene,
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    live: bool = False,
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
) -> Rest:
    """Draw the scene at `rest`; return where it rests now.

    labels: words by key, the strings `glove.picture.…`. live: the training runs, the scene has its newest moment only. start:
    the experiments at its head.
    """
    subject = payload.subject(scene)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, scene)

    asked = fit(rest, scene)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    has = last_sent(key, "have")
    numbers, arrays = payload.build(scene, is_known=live and is_index(has) and has == subject)
    header: dict[str, Any] = numbers | {
        "lines": lines(),
        "terms": terms(),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
        "live": live,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_have_change=lambda: None,
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), arrays),
    )
    return held
