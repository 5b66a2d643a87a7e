"""The accordion: a recurrent network along a text, opened at one step into its equation.

`cell_stepper(reading, equation=..., rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Stepping
happens in the browser; 150 ms after the last move the resting state comes back, `on_change(rest)` is called with it,
and the page runs again. A page that keeps `rest` in its state and gives it back sees no jump: only what the page itself
changed (an experiment, a link) moves the picture. Moving beyond the steps that were sent brings back a step outside of
them: read the text anew from `window_start(rest.step, total)`.

The payload (``data`` in component.js) holds
  equation   the `Equation` as plain data: terms, columns, lines, unfolds, circuit
  tokens, ids, start, total, unknown   the window of the text, and where it lies in the whole
  series     the trace's arrays (T, H), packed (see payload.py); those the equation derives are computed in the browser
  initial    the states before the first step, (H,) each
  weights    by the course's letters, packed; {} when they are too large
  xs         the input vectors (T, E), or null for one-hot inputs; inputs is E
  symbols, top, top_p   the likeliest next symbols of every step: places in `symbols`, and their probabilities
  losses, before        L⟨t⟩ in nats (null where nothing came next) and the sum before the window
  colours, labels, rest, order_number, present, height, group
Steps and units are counted from 0 in all of these; on the screen steps begin at 1, as ⟨1⟩ does, and units at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from app import theme
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.recurrent.cell_stepper.equations import EQUATIONS
from app.lessons.recurrent.cell_stepper.panel import CellForecast, Forecasts, Panel, packed
from app.lessons.recurrent.cell_stepper.payload import build
from app.lessons.recurrent.cell_stepper.rest import Rest, fit, parse, window_start
from core.recurrent.results import Pin, Reading

__all__ = ["EQUATIONS", "CellForecast", "Forecasts", "Panel", "Pin", "Rest", "cell_stepper", "window_start"]

HERE = Path(__file__).parent
_component = component(HERE)


def cell_stepper(
    reading: Reading,
    *,
    equation: str,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    present: bool = False,
    height: int | None = None,
    group: str = "",
    start: Start | None = None,
    panel: Panel = None,
) -> Rest:
    """Draw the reading with the equation of that name, at `rest`; return where it rests now.

    labels: words by key, the strings `stepper.…`.
    present: large type. height: of the rows in pixels. group: pictures of one group step together. start: what stands at
    its head; panel: at its right, of the whole text. Raises KeyError for an unknown equation, ValueError for an empty
    reading.
    """
    if not reading.tokens:
        raise ValueError("an empty reading has no step to draw")
    drawn = EQUATIONS[equation]
    units = reading.trace.series[drawn.memory].shape[-1]
    total = max(reading.total, reading.start + len(reading.tokens))

    def sent() -> Message[Rest] | None:
        value = last_sent(key)
        if not isinstance(value, dict) or not is_index(value.get("number")):
            return None
        found = parse(value, drawn, units, total)
        return Message(value["number"], found, found is not None)

    given = fit(rest, drawn, units, total)
    known = exchange(key, given, None)  # the picture stays where it is as far as another text allows
    held = known.settle(given, None, sent())
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
        data=build(reading, drawn)
        | {
            "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
            "labels": dict(labels),
            "rest": asdict(known.order),
            "order_number": known.number,
            "present": present,
            "height": height,
            "group": group,
            "panel": packed(panel, reading.start, len(reading.tokens)),
        }
        | start_data(start),
    )
    return held
