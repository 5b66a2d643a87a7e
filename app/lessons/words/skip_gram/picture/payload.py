"""A `Scene` as what the browser is sent."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.words.results.learning import Scene

FULL = 32767  # the largest number of two bytes
CURVE = 400  # points of the curve, at most


def build(scene: Scene, groups: Sequence[str], is_known: bool) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays of a scene; `is_known`: without names and groups, which the browser has already.

    xy (F, N, 2) int16         32767 is `scale`
    near (F, N, 5) int16       places in `names`
    logit (F, K, 2R + 1), log_z, noise, mean_logit, mean_log_z, mean_noise (F, K), epochs (F,), curve (M, 2) float32
    answers (F, n, 4) int16    places in `answer_names`; cosines (F, n, 4) float32
    groups (N,) uint8
    """
    window, nearest, xy = scene.window, scene.nearest, np.asarray(scene.map.xy, dtype=np.float64)
    scale = float(np.abs(xy).max(initial=0)) or 1.0
    used, answers = np.unique(np.asarray(nearest.answers, dtype=np.int64), return_inverse=True)
    arrays = {
        "xy": np.rint(xy / scale * FULL).astype("<i2"),
        "near": np.asarray(scene.map.near).astype("<i2"),
        "epochs": _floats(scene.epochs),
        "curve": _floats(thinned(scene.curve)),
        "place": np.asarray(window.place).astype("<i2"),
        "answers": answers.reshape(nearest.answers.shape).astype("<i2"),
        "cosines": _floats(nearest.cosines),
    }
    for name in ("logit", "log_z", "noise", "mean_logit", "mean_log_z", "mean_noise"):
        arrays[name] = _floats(getattr(window, name))
    numbers = {
        "method": scene.method,
        "output": scene.output,
        "negative": scene.negative,
        "dimension": scene.dimension,
        "vocabulary": scene.vocabulary,
        "total": scene.total,
        "guessing": _plain(scene.guessing),
        "rate": _plain(scene.rate),
        "scale": scale,
        "kept": _plain(scene.map.kept),
        "tokens": list(window.tokens),
        "mean_window": window.window,
        "nearest": list(nearest.asked),
        "answer_names": [nearest.names[place] for place in used],
    }
    if not is_known:
        numbers |= {"names": list(scene.map.names), "group_names": list(groups)}
        arrays["groups"] = scene.map.groups.astype(np.uint8)
    return numbers, arrays


def thinned(curve: np.ndarray) -> np.ndarray:
    """The curve (M, 2) with as many points as may be sent, the first and the last among them."""
    if len(curve) <= CURVE:
        return curve
    return curve[np.unique(np.linspace(0, len(curve) - 1, CURVE).astype(int))]


def subject(scene: Scene) -> int:
    """A number that other words or another sentence do not have; another training of the same has the same."""
    words = zlib.crc32("\n".join([*scene.map.names, "", *scene.window.tokens]).encode())
    return zlib.crc32(scene.map.groups.tobytes() + np.asarray(scene.window.place).tobytes(), words)


def _floats(values: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(values, dtype="<f4")


def _plain(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
