"""One set of weights, drawn once, and the text unrolled beneath it, with a thread from the weights to every step.

`draw(reading, weights, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Stepping and pointing
happen in the browser; 150 ms after the last move the resting state comes back, `on_change(rest)` is called, and the page
runs again. A page that keeps it and gives it back sees no jump.

The payload (``data`` in component.js, packed by `app.kit.wire`) holds
  tokens, ids, start, total   the window of the text, and where it lies in the whole
  units, inputs, symbols, count   H, E, V and the number of all weights
  columns, rows   the symbols of W_ax's columns (none where x is an embedding) and of W_ya's rows
  next            the likeliest next symbol of every step, and its probability
  colours, labels, rest, order_number, present
and as arrays a (T, H), a0 (H), the five matrices by name, and xs (T, E) where x is an embedding.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app import theme
from app.kit import wire
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from core.recurrent.results import Reading, StepWeights

__all__ = ["Rest", "draw"]

CELL = re.compile(r"(W_aa|W_ax|b_a|W_ya|b_y)\.(\d{1,6})\.(\d{1,6})")
_component = component(Path(__file__).parent)


@dataclass(frozen=True)
class Rest:
    """step: index in the whole text. unit: whose sum is shown, None for the largest. cell: a pinned weight, such as
    ``W_aa.3.12`` (row and column, counted from 0), '' for none."""

    step: int = 0
    unit: int | None = None
    cell: str = ""


def draw(
    reading: Reading,
    weights: StepWeights,
    *,
    rest: Rest,
    labels: Mapping[str, str],
    key: str,
    on_change: Callable[[Rest], None] | None = None,
    present: bool = False,
) -> Rest:
    """Draw the weights and the reading at `rest`; return where it rests now.

    labels: words by key, the strings `stepper.…` and `threads.…`.
    """
    total = max(reading.total, reading.start + len(reading.tokens))

    def sent() -> Message[Rest] | None:
        value = last_sent(key)
        if not isinstance(value, dict) or not is_index(value.get("number")):
            return None
        found = _parse(value, weights, total)
        return Message(value["number"], found, found is not None)

    given = _parse(asdict(rest), weights, total) or Rest()
    known = exchange(key, given, None)  # the picture stays where it is as far as another text allows
    held = known.settle(given, None, sent())
    header = _header(reading, weights, total) | {
        "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
        "labels": dict(labels),
        "rest": asdict(known.order),
        "order_number": known.number,
        "present": present,
    }
    arrays = {name: matrix.astype("<f4") for name, matrix in weights.matrices.items()}
    arrays |= {"a": reading.trace.a.astype("<f4"), "a0": reading.trace.a0.astype("<f4").ravel()}
    arrays |= {} if reading.xs is None else {"xs": reading.xs.astype("<f4")}
    data = wire.pack(header, arrays)
    _component(key=key, on_rest_change=on_message(sent, on_change), height="content", data=data)
    return held


def _header(reading: Reading, weights: StepWeights, total: int) -> dict[str, Any]:
    best = zip(reading.top_ids[:, 0], reading.top_p[:, 0], strict=True)
    return {
        "tokens": list(reading.tokens),
        "ids": [int(i) for i in reading.ids],
        "start": int(reading.start),
        "total": int(total),
        "units": len(weights.matrices["W_aa"]),
        "inputs": weights.matrices["W_ax"].shape[1],
        "symbols": weights.symbols,
        "count": weights.count,
        "columns": list(weights.columns),
        "rows": list(weights.rows),
        "next": [[reading.symbols[int(i)], round(float(p), 4)] for i, p in best],
    }


def _parse(value: Mapping[str, Any], weights: StepWeights, total: int) -> Rest | None:
    """What a browser sent, or what a page gives, made to fit; None for what is no resting state."""
    step, unit = value.get("step"), value.get("unit")
    if isinstance(step, bool) or not isinstance(step, int | float) or not math.isfinite(step):
        return None
    units = len(weights.matrices["W_aa"])
    return Rest(
        step=max(0, min(int(step), total - 1)),
        unit=unit if is_index(unit) and 0 <= unit < units else None,
        cell=_cell(value.get("cell"), weights.matrices),
    )


def _cell(written: Any, matrices: Mapping[str, np.ndarray]) -> str:
    """A weight's name, if there is such a weight."""
    found = CELL.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        return ""
    rows, columns = matrices[found[1]].shape
    return written if int(found[2]) < rows and int(found[3]) < columns else ""
