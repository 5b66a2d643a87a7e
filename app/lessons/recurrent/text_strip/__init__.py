"""A text coloured by one value for each token, in which a phrase can be selected.

`text_strip(tokens, values, selection=..., labels=..., key=...)` draws it and returns the selection (start, stop), stop
not included, or None. Selecting happens in the browser, by pointer, touch or keyboard; 150 ms after the last change,
once nothing is being dragged, it comes back, `on_change(selection)` is called, and the page runs again. A page that keeps
the selection and gives it back sees no jump: only a selection that the page itself changed moves the frame. A selection
belongs to its text: another text begins with the one that the page gives.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app import theme
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.lessons.recurrent.text_strip.selection import Span, parse, span

__all__ = ["text_strip"]

_component = component(Path(__file__).parent)


def text_strip(
    tokens: Sequence[str],
    values: Sequence[float | None] | None,
    *,
    selection: Span | None,
    marks: Sequence[int] = (),
    labels: Mapping[str, str],
    key: str,
    on_change: Callable[[Span | None], None] | None = None,
) -> Span | None:
    """Draw up to some 200 tokens on the colours of their values in [-1, 1]; return the selected phrase.

    values: one for each token, None or NaN for no colour; None for no colours and no legend. marks: places in `tokens`
    that get a small mark beneath. labels: words by key, the strings `strip.…`. A `selection` that does not fit
    the text counts as none. Raises ValueError if tokens and values differ in number.
    """
    if values is not None and len(values) != len(tokens):
        raise ValueError(f"{len(tokens)} tokens, but {len(values)} values")
    text = zlib.crc32(json.dumps(list(tokens)).encode())

    def sent() -> Message[Span] | None:
        return parse(last_sent(key, "selection"), text, len(tokens))

    given = span(selection, len(tokens))
    known = exchange(key, given, text)
    selected = known.settle(given, text, sent())
    _component(
        key=key,
        on_selection_change=on_message(sent, on_change),
        height="content",
        data={
            "tokens": list(tokens),
            "text": text,
            "values": None if values is None else [_plain(value) for value in values],
            "marks": sorted({int(place) for place in marks if 0 <= place < len(tokens)}),
            "selection": selected,
            "order_number": known.number,
            "colours": theme.SIGNED,
            "labels": dict(labels),
        },
    )
    return selected


def _plain(value: float | None) -> float | None:
    """A number that JSON can hold, with more digits than are shown."""
    return round(float(value), 5) if value is not None and math.isfinite(value) else None
