"""Pin a letter: each earlier one is coloured by how much what a network holds there could have changed the pinned letter's loss;
beneath, on the same axis, the norms themselves.

`draw(reaches, ...)` draws it and returns the `Rest` it is in. Pinning and looking happen in the browser, which has the gradients
of every loss of the text; 150 ms after the last move the resting state comes back, `on_change(rest)` is called, and the page runs
again. A page that keeps `rest` and gives it back sees no jump. The radius of the RNN is set in the picture too, but what it does
is computed by the page.

The payload is packed (app/kit/wire.py): the norms of each cell by its name, as `payload.norms` gives them. Its header is what
`payload.build` gives, and
  cliff              as `payload.cliff` gives it
  radii              what the radius can be set to
  own                the radius that the RNN's W_aa has by itself
  lines, terms       the formulas as data
  rest, order_number, subject   what the page asked for last, and for which text
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
from app.lessons.recurrent.gradients.picture import payload
from app.lessons.recurrent.gradients.picture.formulas import lines, terms
from app.lessons.recurrent.gradients.picture.rest import Rest, fit, parse
from core.recurrent.results.gradients import Reach

__all__ = ["Rest", "draw"]

COLOURS = ("rnn", "gru", "lstm", "activation", "forget", "loss")
_component = component(Path(__file__).parent)


def draw(
    reaches: Mapping[str, Reach],
    cliff: Mapping[str, Any],
    *,
    rest: Rest,
    radii: tuple[float, ...],
    own: float,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    on_open: Callable[[], None] = lambda: None,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw what reaches back in each cell; return where the picture rests now.

    cliff: as `payload.cliff` gives it; on_open: called when it has been pressed. radii: to which W_aa can be scaled, 0 for its
    own, which is `own`. labels: words by key, the strings `gradients.picture.…`. start: what stands at its head.
    """
    number, letters = payload.subject(reaches), len(next(iter(reaches.values())).tokens)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), number, letters, radii)

    asked = fit(rest, letters)
    known = exchange(key, asked, number)
    held = known.settle(asked, number, sent())
    header: dict[str, Any] = payload.build(reaches) | {
        "cliff": dict(cliff),
        "radii": list(radii),
        "own": round(own, 4),
        "lines": lines(next(iter(reaches.values())).by),
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
        on_open_change=on_open,
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), payload.norms(reaches)),
    )
    return held
