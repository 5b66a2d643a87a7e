"""A `Film` as what the browser is sent."""

from __future__ import annotations

import math
import zlib
from typing import Any

import numpy as np

from app.kit.exchange import is_index
from core.words.options import MapConfig
from core.words.results import Film

FULL = 32767  # the largest number of two bytes
BYTES = 400_000  # of frames that are sent, at most; the last is always among them
LOGS = 1000  # thousandths of a natural logarithm
LEAST = 1e-12


def build(film: Film, config: MapConfig, is_known: bool) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays of a film; `is_known`: without names, groups and neighbours, which the browser has already.

    frames (F, N, d) int16   32767 is the farthest coordinate of that frame from the middle of what it covers, which is
                             `scales` (F,) in the map's own unit
    shown (F,) float32       the iteration of each frame
    curve (M, 4) float32     iteration, KL, trustworthiness, share of neighbours kept
    groups (N,) uint8, near (N, k) int16, logp (N, k) int16: 1000 · log p_ij, empty where there is none
    """
    frames, shown = thinned(film)
    frames = frames - (frames.max(axis=1, keepdims=True) + frames.min(axis=1, keepdims=True)) / 2
    scales = np.abs(frames).reshape(len(frames), -1).max(axis=1)
    scales = np.where(scales > 0, scales, 1).astype("<f4")
    curve = film.curve
    arrays = {
        "frames": np.rint(frames / scales[:, None, None] * FULL).astype("<i2"),
        "scales": scales,
        "shown": shown.astype("<f4"),
        "curve": np.stack([curve.iterations, curve.kl, curve.trust, curve.kept], axis=1).astype("<f4"),
    }
    numbers = {
        "film": zlib.crc32(arrays["frames"][-1].tobytes(), len(frames)),  # what came before belongs to it
        "method": config.method,
        "early": config.early,
        "total": film.total,
        "done": film.done,
        "end": {name: _plain(getattr(film, name)) for name in ("kl", "trust", "kept")},
    }
    if not is_known:
        numbers["names"] = list(film.names)
        arrays["groups"] = film.groups.astype(np.uint8)
        arrays["near"] = film.near.astype("<i2")
        arrays["logp"] = np.rint(LOGS * np.log(np.maximum(film.p, LEAST))).astype("<i2")
    return numbers, arrays


def thinned(film: Film) -> tuple[np.ndarray, np.ndarray]:
    """Frames (F', N, d) and their iterations, as many as may be sent, the first and the last among them."""
    count = max(2, BYTES // (2 * film.frames[0].size))
    if len(film.frames) <= count:
        return film.frames, film.shown
    kept = np.unique(np.linspace(0, len(film.frames) - 1, count).astype(int))
    return film.frames[kept], film.shown[kept]


def subject(film: Film) -> int:
    """A number that other points do not have: a map of the same points by another method has the same."""
    names = zlib.crc32("\n".join(film.names).encode())
    return zlib.crc32(
        np.ascontiguousarray(film.near).tobytes() + film.groups.tobytes() + bytes([film.frames.shape[2]]), names
    )


def chosen(value: Any, now: int, count: int) -> list[int]:
    """The points that a visitor chose, each once; none if they are not of what is shown now."""
    if not isinstance(value, dict) or value.get("subject") != now or not isinstance(value.get("chosen"), list):
        return []
    return sorted({place for place in value["chosen"] if is_index(place) and 0 <= place < count})


def _plain(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
