"""Words over a picture: the places of each word's score, the best of them, and the sum over all words.

`draw(drawn, aligned, key=..., labels=...)` draws it. Going from word to word and from place to place happens in the browser,
and nothing comes back.

The header of the data (packed by `app.kit.wire`) holds
  words           the T words
  width, height   of the picture in its own shape
  subject         a number that another picture or other words do not have
  colours, labels, present
and the arrays are scores (T, 49) float32, row by row of the grid, and photo (n,), a JPEG.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from app import theme
from app.kit import wire
from app.kit.script import component
from core.captions.results import Aligned, Drawn

__all__ = ["draw"]

_component = component(Path(__file__).parent)


def draw(drawn: Drawn, aligned: Aligned, *, labels: Mapping[str, str], key: str, present: bool = False) -> None:
    """Draw a sentence over a picture. labels: words by key, the strings `captioning.aligned.…`."""
    header = {
        "words": list(aligned.words),
        "width": drawn.width,
        "height": drawn.height,
        "subject": zlib.crc32(json.dumps(aligned.words).encode(), zlib.crc32(drawn.photo)),
        "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    arrays = {"scores": aligned.scores.astype("<f4"), "photo": np.frombuffer(drawn.photo, np.uint8)}
    _component(key=key, height="content", data=wire.pack(header, arrays))
