"""From bytes to what the encoder sees of a picture, as a job that tells how far it is.

What is asked for is a description: ``picture``, the name of one that is shipped or made, or ``data``, a visitor's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from core.captions import encoder, pictures, presets
from core.captions.options import MADE
from core.captions.results import Picture, Seen

SHOWN = 9  # maps of a layer


def see(description: Mapping[str, object]) -> Iterator[tuple]:
    """Read the picture and look at it; gives `Seen`. UserError for bytes that cannot be read."""
    yield 0.0, "captions.reading", {}
    name = description.get("picture")
    if name in MADE:
        picture = presets.made(name)
    else:
        picture = pictures.read(description["data"] if name is None else presets.photographs()[name].data)
    yield 0.4, "captions.looking", {}
    return seen(picture)


def seen(picture: Picture) -> Seen:
    """A picture as the encoder sees it."""
    grid, layers = encoder.maps(pictures.square(picture))
    own = grid.T.reshape(-1, encoder.GRID, encoder.GRID)
    chosen = {side: telling(maps) for side, maps in layers.items()} | {encoder.GRID: telling(own)}
    return Seen(pictures.drawn(picture), grid, chosen)


def telling(maps: np.ndarray) -> np.ndarray:
    """Of maps (C, side, side) those that differ most from place to place, the first most: (SHOWN, side, side)."""
    return maps[np.argsort(-maps.var(axis=(1, 2)), kind="stable")[:SHOWN]]
