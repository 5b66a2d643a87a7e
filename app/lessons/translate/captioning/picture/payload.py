"""A picture, what was seen of it and what was written about it, as the browser is sent them; some 100 to 250 kB."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.captions.options import END
from core.captions.results import Seen, Written

SHOWN = 6  # of the likeliest words of a step
BINS = 64  # stripes in which z is drawn; each is the mean of some of its numbers
FINE = 32767

Arrays = dict[str, np.ndarray]


def build(seen: Seen, sentences: Sequence[Written], scores: Sequence[float]) -> tuple[dict[str, Any], Arrays]:
    """Numbers, and the arrays; of all N steps, sentence after sentence,

    alpha, energies (N, 49), log_probabilities, beta (N,) float32
    pinned (N,) int16            the place at which the light was held, −1 if it was free
    z (N, BINS) int16            ``z_most`` is 32767
    photo, small, square (n,)    uint8, JPEG
    maps_56, … (9, side, side)   uint8, each map from its own least to its most
    """
    z = _binned(np.concatenate([one.z for one in sentences]))
    most = float(np.abs(z).max()) or 1.0
    numbers = {
        "sentences": [_sentence(one, float(score)) for one, score in zip(sentences, scores, strict=True)],
        "z_size": sentences[0].z.shape[1],
        "z_most": most,
        "width": seen.drawn.width,
        "height": seen.drawn.height,
        "grid": [7, 7, seen.grid.shape[1]],
        "layers": sorted(seen.maps, reverse=True),
    }
    joined = {
        name: np.concatenate([np.asarray(getattr(one, name), dtype="<f4") for one in sentences])
        for name in ("alpha", "energies", "log_probabilities", "beta")
    }
    files = {name: np.frombuffer(getattr(seen.drawn, name), np.uint8) for name in ("photo", "small", "square")}
    maps = {f"maps_{side}": _levels(found) for side, found in seen.maps.items()}
    pinned = np.concatenate([one.pinned for one in sentences]).astype("<i2")
    return numbers, joined | files | maps | {"pinned": pinned, "z": np.rint(z / most * FINE).astype("<i2")}


def subject(seen: Seen, way: str) -> int:
    """A number that another picture, or another way of writing about it, does not have."""
    return zlib.crc32(way.encode(), zlib.crc32(seen.drawn.photo))


def number_of(sentences: Sequence[Written]) -> int:
    """A number that other sentences, or the same with another light, do not have."""
    out = 0
    for one in sentences:
        out = zlib.crc32(np.asarray([*one.tokens, -1, *one.pinned], dtype="<i4").tobytes(), out)
    return out


def steps_of(sentences: Sequence[Written]) -> list[int]:
    """The steps of each sentence, its end among them."""
    return [len(one.log_probabilities) for one in sentences]


def _sentence(one: Written, score: float) -> dict[str, Any]:
    likeliest = [
        [[word, round(float(p), 5)] for word, p in zip(words[:SHOWN], row[:SHOWN], strict=True)]
        for words, row in zip(one.likeliest, one.probabilities, strict=True)
    ]
    words = [*one.words, END] if one.ended else list(one.words)
    return {"words": words, "ended": one.ended, "score": round(score, 4), "likeliest": likeliest}


def _binned(z: np.ndarray) -> np.ndarray:
    """(N, D) -> (N, BINS), or (N, D) where there are fewer: means of neighbours."""
    return np.stack([part.mean(1) for part in np.array_split(z, min(BINS, z.shape[1]), axis=1)], axis=1)


def _levels(maps: np.ndarray) -> np.ndarray:
    """Maps (9, side, side) as bytes, each from its own least to its most."""
    least, most = maps.min((1, 2), keepdims=True), maps.max((1, 2), keepdims=True)
    return np.rint(255 * (maps - least) / np.maximum(most - least, 1e-9)).astype(np.uint8)
