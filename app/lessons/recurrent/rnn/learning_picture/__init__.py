"""A small network while it learns: the rows of a text settle, the weights move, the loss falls.

`draw(learned, watched, key=..., labels=...)` draws it. Another training plays by itself when it comes, but not where motion
is not wanted; everything else happens in the browser.

The payload (``data`` in component.js, packed by `app.kit.wire`) holds
  steps    after how many steps of training each of the F frames was taken
  tokens   the T symbols of the text; symbols: the vocabulary
  written  what the network writes by itself in each frame
  even     the loss of who expects all symbols alike
  scales   of each array of weights: its numbers are `scale` times those that are sent
  film     another for another training; colours, labels, present
and as arrays a (F, T, H) in 127ths, p_next (F, T − 1), loss (F,), losses (S,), and the weights by name, (F, …).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from app import theme
from app.kit import wire
from app.kit.script import component
from core.recurrent.results import Learned, Watched

__all__ = ["draw"]

FULL = 32767  # the greatest number of two bytes
_component = component(Path(__file__).parent)


def draw(
    learned: Learned, watched: Watched, *, even: float, labels: Mapping[str, str], key: str, present: bool = False
) -> None:
    """Draw the training on the text. even: the loss of who expects all symbols alike.

    labels: words by key, the strings `stepper.…` and `learn.…`.
    """
    weights, scales = {}, {}
    for name, values in learned.weights.items():
        scales[name] = float(np.abs(values).max()) / FULL or 1.0
        weights[name] = np.rint(values / scales[name]).astype("<i2")
    header = {
        "film": zlib.crc32(learned.losses.tobytes()),
        "steps": learned.steps.tolist(),
        "tokens": list(watched.tokens),
        "symbols": list(learned.symbols),
        "written": list(watched.written),
        "even": even,
        "scales": scales,
        "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    arrays = {name: getattr(watched, name).astype("<f4") for name in ("p_next", "loss")}
    arrays |= {"losses": learned.losses.astype("<f4"), "a": np.rint(watched.a * 127).astype(np.int8)}
    _component(key=key, height="content", data=wire.pack(header, arrays | weights))
