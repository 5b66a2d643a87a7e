"""A sentence read both ways as what the browser is sent."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from core.recurrent.results.both_ways import BothWays


def build(found: BothWays, other: BothWays, same: int) -> dict[str, Any]:
    """same: how many words both begin with that are the same."""
    return {
        "words": list(found.words),
        "word_labels": list(found.both.labels),
        "H": found.H,
        "units": [list(some) for some in found.units],
        "ready": [found.ready(t) for t in range(len(found.words))],
        "known": list(found.both.known),
        "other": {"words": list(other.words), "same": same},
    }


def arrays(found: BothWays, other: BothWays, same: int) -> dict[str, np.ndarray]:
    """All as float32. left, right, alone (T, R): the units that are drawn; from_left, from_right, from_alone (T, K) and bias (K,)
    as logits; W_left, W_right (K, R); forward (T, K): chances read from the left alone; other_left, other_right, other_chances:
    the same of the words with which the other sentence begins alike."""
    left, right = (list(units) for units in found.units)
    H = found.H
    made: Mapping[str, np.ndarray] = {
        "left": found.left[:, left],
        "right": found.right[:, right],
        "alone": found.alone[:, right],
        "from_left": found.both.from_left,
        "from_right": found.both.from_right,
        "from_alone": found.from_alone,
        "bias": found.both.bias,
        "W_left": found.W_y[:, left],
        "W_right": found.W_y[:, [H + unit for unit in right]],
        "forward": found.forward.probabilities,
        "other_left": other.left[:same, left],
        "other_right": other.right[:same, right],
        "other_chances": other.both.probabilities[:same],
    }
    return {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in made.items()}


def subject(found: BothWays, other: BothWays) -> int:
    """A number that other sentences do not have."""
    return zlib.crc32("\n".join("\t".join(one.words) for one in (found, other)).encode())
