"""A weight of attention dragged to another value, and the decoder going on from there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.translate.options import Drag, Edit
from core.translate.results import Decoding
from core.translate.translator import Translator


def moved(alpha: np.ndarray, position: int, weight: float) -> np.ndarray:
    """α (T',) with one weight as given and the others scaled to what is left; alike, where they were all 0. Sum 1."""
    others = np.delete(alpha.astype(np.float64), position)
    total, left = others.sum(), 1.0 - weight
    scaled = others * (left / total) if total > 0 else np.full(len(others), left / max(len(others), 1))
    return np.insert(scaled, position, weight if len(others) else 1.0)


def dragged(
    translator: Translator, text: str, drags: Sequence[Drag], *, locale: str = "", over_outputs: bool = False
) -> tuple[Decoding, tuple[Drag, ...]]:
    """The decoding with the drags made one after the other, and those that could be made.

    Each moves α as the drags before it have left it; one at a step or place that this output has not is left out.
    """
    edits: dict[int, Edit] = {}
    made: list[Drag] = []

    def decode() -> Decoding:
        return translator.decoding(text, locale=locale, edits=tuple(edits.values()), over_outputs=over_outputs)

    found = decode()
    if found.alpha is None:
        return found, ()
    for drag in sorted(drags, key=lambda one: one.step):  # stable: at one step as they were made
        if drag.step < len(found.tokens) and drag.position < len(found.source):
            weights = moved(found.alpha[drag.step], drag.position, drag.weight)
            edits[drag.step] = Edit(drag.step, tuple(weights.tolist()), drag.hold)
            made.append(drag)
            found = decode()
    return found, tuple(made)
