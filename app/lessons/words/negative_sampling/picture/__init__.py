"""A true pair against words drawn by lot: k + 1 small questions, the pushes that follow, and where the wrong answers come from.

`draw(shown, rest=..., key=..., labels=..., seed=...)` draws it and returns the `Rest` it is in. Going from step to step, other
pairs, k, the exponent and pointing happen in the browser; 150 ms after the last move the resting state comes back and
`on_change(rest)` is called. A press on a word outside of the window asks for another centre: the page then sends what was drawn
for that one. "Throw again" calls `on_throw()`; darts of another seed are thrown one by one when they arrive.

The header of the data (app/kit/wire.py) is what `payload.build` gives, and
  lines, terms         the formulas as data
  rest, order_number   what the page asked for last
  subject, seed, colours, labels, present, strip
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
from app.lessons.words.negative_sampling.picture import payload
from app.lessons.words.negative_sampling.picture.formulas import lines, terms
from app.lessons.words.negative_sampling.picture.rest import Rest, fit, parse
from core.words.results.negative import Drawn

__all__ = ["Rest", "Start", "draw"]

# Vectors; the true pair, the words drawn and what they cost; the three distributions: f, its power and uniform.
COLOURS = ("embedding", "output_vector", "update", "loss", "activation", "probability", "reset")
_component = component(Path(__file__).parent)


def draw(
    shown: Drawn,
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    seed: int,
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
    on_throw: Callable[[], None] | None = None,
) -> Rest:
    """Draw what was drawn at `rest`; return where it rests now.

    labels: words by key, the strings `negative_sampling.picture.…`. seed: of the darts, shown beside "Throw again". start: the
    experiments at its head. on_throw: other darts are asked for.
    """
    subject = payload.subject(shown)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, shown)

    asked = fit(rest, shown)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    numbers, arrays = payload.build(shown)
    header: dict[str, Any] = numbers | {
        "lines": lines(),
        "terms": terms(),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "seed": seed,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_throw_change=_thrower(key, on_throw),
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), arrays),
    )
    return held


def _thrower(key: str, on_throw: Callable[[], None] | None) -> Callable[[], None]:
    """What there is to do when other darts are asked for; a press that has passed is nothing."""

    def pressed() -> None:
        if on_throw is not None and last_sent(key, "throw"):
            on_throw()

    return pressed
