"""What a referee says: our number beside that of code which is not ours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Compared:
    """One comparison: what is compared, our number, the referee's, and how far they are apart.

    place: of the largest difference in a series, (t, unit) or the like; () for single numbers.
    """

    name: str
    ours: float | str
    theirs: float | str
    difference: float | str
    place: tuple[int, ...] = ()


def numbers(name: str, ours: float, theirs: float) -> Compared:
    """Two single numbers."""
    return Compared(name, float(ours), float(theirs), abs(float(ours) - float(theirs)))


def texts(name: str, ours: str, theirs: str) -> Compared:
    """Two texts, which are the same or not."""
    return Compared(name, ours, theirs, "=" if ours == theirs else "≠")


def worst(name: str, ours: np.ndarray, theirs: np.ndarray) -> Compared:
    """Two arrays where they differ most. ValueError if they are not of one shape, or empty."""
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    if ours.shape != theirs.shape or not ours.size:
        raise ValueError(f"{name}: {ours.shape} beside {theirs.shape}")
    apart = np.abs(ours.astype(np.float64) - theirs)
    place = tuple(int(i) for i in np.unravel_index(apart.argmax(), apart.shape))
    return Compared(name, float(ours[place]), float(theirs[place]), float(apart[place]), place)
