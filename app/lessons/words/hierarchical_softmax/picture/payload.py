"""A `River` and two `RealTree`s as what the browser is sent."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from core.words.results.tree import Branching, Depths, RealTree, River

DIGITS = 6  # of a probability that is shown


def build(river: River, real: tuple[RealTree, RealTree]) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays, with the names of `River` and `RealTree`.

    Of the tree i (0 Huffman's, 1 the balanced one) the arrays are `small_<i>_<name>` and `real_<i>_<name>`: `children` int16, all
    others float32.
    """
    numbers = {
        "words": list(river.words),
        "centre": river.centre,
        "counts": _floats(river.counts),
        "beside": _floats(river.beside),
        "small": [{"kind": tree.kind} for tree in river.trees],
        "real": [_real(tree) for tree in real],
        "vocabulary": int(real[0].vocabulary),
    }
    arrays = {"e": _f4(river.e)}
    for i, tree in enumerate(river.trees):
        arrays |= {f"small_{i}_{name}": array for name, array in _small_arrays(tree).items()}
    for i, tree in enumerate(real):
        arrays |= {f"real_{i}_{name}": _f4(getattr(tree, name)) for name in ("e", "theta", "logit", "sizes")}
    return numbers, arrays


def subject(river: River) -> int:
    """A number that other words do not have; another centre of the same words has the same."""
    return zlib.crc32("\n".join(river.words).encode())


def _small_arrays(tree: Branching) -> dict[str, np.ndarray]:
    children = np.ascontiguousarray(tree.children, dtype="<i2")
    return {"children": children, "theta": _f4(tree.theta), "logit": _f4(tree.logit)}


def _real(tree: RealTree) -> dict[str, Any]:
    likeliest = [[[[word, _rounded(p)] for word, p in way] for way in ways] for ways in tree.likeliest]
    return {
        "kind": tree.kind,
        "codes": list(tree.codes),
        "paths": [[int(turn) for turn in path] for path in tree.paths],
        "likeliest": likeliest,
        "total": float(tree.total),
        "depths": _depths(tree.depths),
    }


def _depths(depths: Depths) -> dict[str, Any]:
    return {
        "depth": [int(depth) for depth in depths.depth],
        "words": [int(count) for count in depths.words],
        "share": _floats(depths.share),
        "examples": [list(words) for words in depths.examples],
        "mean": float(depths.mean),
        "mean_words": float(depths.mean_words),
        "entropy": float(depths.entropy),
    }


def _rounded(p: float) -> float:
    return float(f"{p:.{DIGITS}g}")


def _floats(values: np.ndarray) -> list[float]:
    return [float(value) for value in values]


def _f4(values: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(values, dtype="<f4")
