"""What a sentence and its light are asked: where to rest in it, and in which part of the picture the light is."""

from __future__ import annotations

from core.captions import objects
from core.captions.results import Written

SIDE = 7  # places in a row
THIRDS = (0, 0, 1, 1, 1, 2, 2)  # of the picture, by column: left, middle, right


def last_thing(found: Written) -> int:
    """The step of the last word that names a thing; where none does, that of the last word."""
    named = objects.mentions(found.words)
    return named[-1][1] - 1 if named else max(len(found.words) - 1, 0)


def third(found: Written, step: int) -> int:
    """Where the brightest place of a step lies: 0 for the left, 1 for the middle, 2 for the right of the picture."""
    return THIRDS[int(found.alpha[step].argmax()) % SIDE]
