"""A beam search as a tree: kept candidates above, pruned ones beneath, the thickness of a line is a probability.

`draw(trace, ...)` draws it and returns the `Rest` it is in. Stepping, playing, pinning, zooming and ranking by α
happen in the browser; 150 ms after the last move the resting state comes back, `on_change(rest)` is called, and the page
runs again. A page that keeps `rest` and gives it back sees no jump: only what the page itself changed moves the picture.
The browser ranks by the arithmetic of `core.translate.chain.rerank`.

The header of the data (see wire.py) is what `payload.build` gives, and
  width, vocabulary       B, V
  products, punishing     probabilities in float16 instead of logs; the ranking that makes the mistake
  lines, formula          the formula as data, for logs and for products
  rest, order_number, subject   what the page asked for last, and for which trace
  colours, labels, present; strip: see app/kit/start.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from app import theme
from app.kit import wire
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.translate.beam_search.picture import payload
from app.lessons.translate.beam_search.picture.formulas import lines, terms
from app.lessons.translate.beam_search.picture.rest import Rest, fit, parse
from core.translate.results import BeamTrace, Way

__all__ = ["Rest", "draw"]

HERE = Path(__file__).parent

_component = component(HERE)


def draw(
    trace: BeamTrace,
    *,
    pieces: Mapping[int, str],
    texts: Sequence[str],
    products: Sequence[np.ndarray],
    width: int,
    vocabulary: int,
    greedy: Way | None = None,
    greedy_rows: Sequence[int] = (),
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    show_products: bool = False,
    punishing: bool = False,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw the search, at `rest`; return where it rests now.

    pieces: token -> piece; texts: of what is finished, in the trace's order; products: for each step, the candidates'
    probabilities multiplied in float16. greedy, greedy_rows: the greedy output beside it, and where it stands in the trace.
    labels: words by key, the strings `beam_search.tree.…`. start: what stands at its head.
    """
    sizes, number = [len(step) for step in trace.steps], payload.subject(trace, texts)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), number, sizes)

    given = fit(rest, sizes)
    known = exchange(key, given, number)
    held = known.settle(given, number, sent())
    header, arrays = payload.build(trace, pieces, products, texts, greedy, greedy_rows)
    header |= {
        "width": width,
        "vocabulary": vocabulary,
        "products": show_products,
        "punishing": punishing,
        "lines": lines(show_products),
        "formula": terms(show_products),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": number,
        "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    } | start_data(start)
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
        height="content",
        data=wire.pack(header, arrays),
    )
    return held
