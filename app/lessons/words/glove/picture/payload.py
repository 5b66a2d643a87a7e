"""A `GloveScene` as what the browser is sent."""

from __future__ import annotations

import math
import zlib
from typing import Any

import numpy as np

from core.words.results.counts import Fit, GloveScene, Ratios

CLEAR = 2.0  # a ratio that says with which word another goes; as much below 1 for the other
FEW = 3.0  # counts below which a ratio says nothing


def build(scene: GloveScene, is_known: bool) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays of a scene; `is_known`: without the counts of the text, which the browser has already.

    right (M, D, n, n) float32, whole numbers below 2²⁴; place, part (T,) int16
    rows, columns (S,) int16     places in `names`; x (S,), dot (F, S), b, b_prime (F, U), epochs, cost (F,) float32
    answers (F, q, 4) int16      places in `answer_names`
    paper, text (5, k) float32   x_first, x_second, p_first, p_second, ratio
    """
    counted, nearest = scene.counted, scene.nearest
    used, answers = np.unique(np.asarray(nearest.answers, dtype=np.int64), return_inverse=True)
    paper, text = sorted(scene.ratios, key=lambda one: not one.paper)
    arrays = _fit(scene.fit) | {
        "place": _short(counted.place),
        "part": _short(counted.part),
        "answers": _short(answers.reshape(nearest.answers.shape)),
        "paper": _columns(paper),
        "text": _columns(text),
    }
    if not is_known:
        arrays["right"] = _floats(counted.right)
    numbers = {
        "tokens": list(counted.tokens),
        "words": list(counted.words),
        "read": [int(count) for count in counted.read],
        "names": list(scene.fit.names),
        "trained": _trained(scene.fit),
        "asked": list(nearest.asked),
        "answer_names": [nearest.names[place] for place in used],
        "ratios": {"paper": _words(paper), "text": _words(text)},
    }
    return numbers, arrays


def kinds(ratios: Ratios) -> list[str]:
    """With which of the two words each probe goes: first or second, by a clear ratio; both or neither, by whether it is
    likelier beside them than the middle of the table; rare, if it was counted too seldom to tell; never, if beside neither."""
    given = [float(p) for p in (*ratios.p_first, *ratios.p_second) if p > 0]
    middle = sum(map(math.log, given)) / max(1, len(given))
    out = []
    most = np.maximum(ratios.x_first, ratios.x_second)
    for first, second, ratio, x in zip(ratios.p_first, ratios.p_second, ratios.ratio, most, strict=True):
        if not first > 0 and not second > 0:
            out.append("never")
        elif x < FEW:
            out.append("rare")
        elif ratio >= CLEAR or ratio <= 1 / CLEAR:
            out.append("first" if ratio > 1 else "second")
        else:
            out.append("both" if math.log(first * second) / 2 > middle else "neither")
    return out


def subject(scene: GloveScene) -> int:
    """A number that another text, sentence or other words do not have; another training on the same has the same."""
    counted = scene.counted
    words = zlib.crc32("\n".join([*counted.tokens, "", *counted.words]).encode())
    numbers = [np.asarray(one, dtype="<i4").tobytes() for one in (counted.place, counted.part, counted.right)]
    return zlib.crc32(b"".join(numbers), words)


def _fit(fit: Fit) -> dict[str, np.ndarray]:
    floats = {name: _floats(getattr(fit, name)) for name in ("x", "dot", "b", "b_prime", "epochs", "cost")}
    return floats | {"rows": _short(fit.left), "columns": _short(fit.right)}


def _trained(fit: Fit) -> dict[str, Any]:
    """How the vectors were made."""
    whole = ("window", "dimension", "vocabulary", "nonzeros", "total")
    return {name: int(getattr(fit, name)) for name in whole} | {
        "harmonic": bool(fit.harmonic),
        "symmetric": bool(fit.symmetric),
        "x_max": float(fit.x_max),
        "power": float(fit.power),
    }


def _words(ratios: Ratios) -> dict[str, Any]:
    return {
        "first": ratios.first,
        "second": ratios.second,
        "probes": list(ratios.probes),
        "kinds": kinds(ratios),
    }


def _columns(ratios: Ratios) -> np.ndarray:
    return _floats([ratios.x_first, ratios.x_second, ratios.p_first, ratios.p_second, ratios.ratio])


def _floats(values: Any) -> np.ndarray:
    return np.ascontiguousarray(values, dtype="<f4")


def _short(values: Any) -> np.ndarray:
    return np.ascontiguousarray(values, dtype="<i2")
