"""Attention as ribbons and as a heat map, one output word at a time; weights can be dragged.

`draw(decoding, before, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Stepping,
playing and dragging happen in the browser; 150 ms after the last move the resting state comes back, `on_change(rest)` is
called, and the page runs again. A page that keeps it and gives it back sees no jump. A weight that was dragged and let go
comes as `on_drag(drag)`: the page decodes anew and draws the result; `on_undo()` asks to take all drags back.

The data are bytes (see wire.py). Their header holds
  source, target   pieces; next: [[word, P], …] for each step; before: {target, p} without the drags
  changed          steps whose weights were dragged; over_outputs: the weights are a softmax over the wrong index
  said             [of what, the text, a remark] of whole translations, one beneath the other
  lines, terms     the equations; colours, labels, rest, order_number, subject, present; strip: see app/kit/start.py
and its arrays, all float32
  energies, alpha  e and α (T, T'); annotations: a (T', 2H); p (T,)
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app import theme
from app.kit import wire
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.translate.attention.picture.formulas import lines, terms
from core.translate.options import Drag
from core.translate.results import Decoding

__all__ = ["Rest", "Said", "draw"]

HERE = Path(__file__).parent
NEXT = 5  # next words shown at each step
_component = component(HERE)


@dataclass(frozen=True)
class Rest:
    """step: the output word that is written, from 0. position: the pinned piece of the source, None for none."""

    step: int = 0
    position: int | None = None


@dataclass(frozen=True)
class Said:
    """A whole translation: of whom it is, its text, and a remark on it."""

    who: str
    text: str
    remark: str = ""


def draw(
    decoding: Decoding,
    before: Decoding,
    *,
    drags: Sequence[Drag] = (),
    rest: Rest,
    labels: Mapping[str, str],
    key: str,
    over_outputs: bool = False,
    on_change: Callable[[Rest], None] | None = None,
    on_drag: Callable[[Drag], None] | None = None,
    on_undo: Callable[[], None] | None = None,
    present: bool = False,
    said: Sequence[Said] = (),
    start: Start | None = None,
) -> Rest:
    """Draw a decoding with attention at `rest`; return where it rests now. before: the same without the `drags`.

    labels: words by key, the strings `attention.map.…`. said: whole translations to stand beneath; start: what stands at
    its head.
    """
    steps, positions = decoding.alpha.shape
    subject = zlib.crc32("\n".join(decoding.source).encode())

    def sent() -> Message[Rest] | None:
        return _parse(last_sent(key), subject, steps, positions)

    def drag_sent() -> None:
        drag = _drag(last_sent(key, "drag"), subject, steps, positions)
        if on_drag is not None and drag is not None:
            on_drag(drag)

    def undo_sent() -> None:
        if on_undo is not None and last_sent(key, "undo"):
            on_undo()

    given = Rest(min(max(rest.step, 0), steps - 1), rest.position if _within(rest.position, positions) else None)
    known = exchange(key, given, subject)
    now = known.settle(given, subject, sent())
    now = Rest(min(now.step, steps - 1), now.position)
    header = {
        "source": list(decoding.source),
        "target": list(decoding.target),
        "next": [
            [[word, round(float(p), 5)] for word, p in zip(words[:NEXT], row[:NEXT], strict=True)]
            for words, row in zip(decoding.next_words, decoding.next_probabilities, strict=True)
        ],
        "before": {"target": list(before.target), "p": _probabilities(before).tolist()},
        "said": [astuple(one) for one in said],
        "changed": sorted({drag.step for drag in drags}),
        "held": min((drag.step for drag in drags if drag.hold), default=None),
        "over_outputs": over_outputs,
        "lines": lines(),
        "terms": terms(over_outputs),
        "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
        "labels": dict(labels),
        "rest": asdict(now),
        "order_number": known.number,
        "subject": subject,
        "present": present,
    } | start_data(start)
    arrays = {
        "energies": decoding.energies,
        "alpha": decoding.alpha,
        "annotations": decoding.annotations,
        "p": _probabilities(decoding),
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_drag_change=drag_sent,
        on_undo_change=undo_sent,
        on_start_change=on_start(start, key),
        height="content",
        data=wire.pack(header, {name: values.astype("<f4") for name, values in arrays.items()}),
    )
    return now


def _probabilities(decoding: Decoding) -> np.ndarray:
    return np.exp(decoding.log_probabilities).round(6)


def _within(value: Any, count: int) -> bool:
    return is_index(value) and 0 <= value < count


def _parse(value: Any, subject: int, steps: int, positions: int) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    step, position = value.get("step"), value.get("position")
    fits = (
        value.get("subject") == subject and _within(step, steps) and (position is None or _within(position, positions))
    )
    return Message(value["number"], Rest(step, position) if fits else None, fits)


def _drag(value: Any, subject: int, steps: int, positions: int) -> Drag | None:
    """A weight that was dragged; None for what is none."""
    if not isinstance(value, dict) or value.get("subject") != subject:
        return None
    step, position, weight, hold = (value.get(name) for name in ("step", "position", "weight", "hold"))
    is_number = isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight <= 1
    if not (_within(step, steps) and _within(position, positions) and is_number and isinstance(hold, bool)):
        return None
    return Drag(step, position, round(float(weight), 3), hold)
