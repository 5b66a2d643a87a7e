"""A `Drawn` as what the browser is sent."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from core.words.results.negative import Drawn

SHORT = ("places", "targets", "target", "hit")
FLOATS = (
    "ranks",
    "counts",
    "exponents",
    "thrown",
    "logit",
    "softmax",
    "across",
    "up",
    "edges",
    "share",
    "curve_ranks",
    "curve",
)


def build(shown: Drawn) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays of what was drawn, with the names of `Drawn`.

    SHORT int16, FLOATS float32, beside uint8. Instead of `probability` (X, U), `weight` (X,): P(w) = count^exponent / weight.
    """
    numbers = {
        "tokens": list(shown.tokens),
        "centre": int(shown.centre),
        "names": list(shown.names),
        "length": float(shown.length),
        "kept": float(shown.kept),
        "sigmas": float(shown.sigmas),
        "vocabulary": int(shown.vocabulary),
        "dimension": int(shown.dimension),
        "total": int(shown.total),
    }
    arrays = {name: np.ascontiguousarray(getattr(shown, name), dtype="<i2") for name in SHORT}
    arrays |= {name: np.ascontiguousarray(getattr(shown, name), dtype="<f4") for name in FLOATS}
    arrays["beside"] = np.ascontiguousarray(shown.beside, dtype=np.uint8)
    arrays["weight"] = weights(shown).astype("<f4")
    return numbers, arrays


def weights(shown: Drawn) -> np.ndarray:
    """Σ count^exponent over the vocabulary, at each exponent (X,), out of the probability of one word."""
    first = int(np.argmax(shown.counts))
    return shown.counts[first] ** np.asarray(shown.exponents, dtype=np.float64) / shown.probability[:, first]


def subject(shown: Drawn) -> int:
    """A number that another sentence, centre or window does not have; other darts for the same pairs have the same."""
    words = zlib.crc32("\n".join(shown.tokens).encode())
    numbers = np.concatenate(
        [[shown.centre, shown.vocabulary, *shown.thrown.shape, len(shown.exponents)], shown.targets]
    )
    return zlib.crc32(numbers.astype("<i4").tobytes(), words)
