"""A tree in place of a softmax: all of the probability flows in at the root and divides at each turn, down to the leaves.

`draw(river, real, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. The word that is walked to, the small
tree or the real one, Huffman's or the balanced one, steps and pointing change in the browser; 150 ms after the last move the
resting state comes back and `on_change(rest)` is called.

The header of the data (app/kit/wire.py) is what `payload.build` gives, and
  lines, terms         the formulas as data
  rest, order_number   what the page asked for last
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
from app.lessons.words.hierarchical_softmax.picture import payload
from app.lessons.words.hierarchical_softmax.picture.formulas import lines, terms
from app.lessons.words.hierarchical_softmax.picture.rest import Rest, fit, parse
from core.words.results.tree import RealTree, River

__all__ = ["Rest", "Start", "draw"]

# The centre and the turns; the way that is walked; what an exponential for each word costs; the share of a text.
COLOURS = ("embedding", "output_vector", "update", "probability", "loss", "candidate", "activation")
_component = component(Path(__file__).parent)


def draw(
    river: River,
    real: tuple[RealTree, RealTree],
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
) -> Rest:
    """Draw the trees at `rest`; return where it rests now.

    real: Huffman's tree, then the balanced one, of the same words as `river`. labels: words by key, the strings
    `hierarchical_softmax.picture.…`. start: the experiments at its head.
    """
    subject = payload.subject(river)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, river, real)

    asked = fit(rest, river, real)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    numbers, arrays = payload.build(river, real)
    header: dict[str, Any] = numbers | {
        "lines": lines(),
        "terms": terms(),
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
        data=pack(header | start_data(start), arrays),
    )
    return held
