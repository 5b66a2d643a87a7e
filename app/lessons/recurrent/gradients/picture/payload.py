"""What reaches back, as what the browser is sent."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from core.recurrent.results.gradients import ROUNDED, Descent, Reach


def build(reaches: Mapping[str, Reach]) -> dict[str, Any]:
    """tokens; by; order: the cells; cells: of each its units, radius, and by loss the chance of what came and from where on all is
    lost; rounded: what float32 rounds away."""
    some = next(iter(reaches.values()))
    return {
        "tokens": list(some.tokens),
        "by": some.by,
        "order": list(reaches),
        "cells": {cell: one_cell(one) for cell, one in reaches.items()},
        "rounded": ROUNDED,
    }


def one_cell(one: Reach) -> dict[str, Any]:
    """A cell without its norms: by step what its memory keeps, by loss the chance of what came and from where on all is lost."""
    return {
        "units": one.units,
        "radius": None if one.radius is None else round(one.radius, 4),
        "kept": None if one.kept is None else [round(float(share), 3) for share in one.kept],
        "chances": [float(f"{p:.3g}") for p in one.chances],
        "lost": one.lost.tolist(),
    }


def norms(reaches: Mapping[str, Reach]) -> dict[str, np.ndarray]:
    """By cell log₁₀ of the norms, float32: of loss t those of steps 0 to t, one loss after the other."""
    lower = np.tril_indices(len(next(iter(reaches.values())).log_norms))
    return {cell: one.log_norms[lower].astype(np.float32) for cell, one in reaches.items()}


def cliff(section: tuple[np.ndarray, np.ndarray], free: Descent, clipped: Descent, limit: float) -> dict[str, Any]:
    """A section through the cliff at one w and two descents on it, each [[b, L]], with the norm of the free one's steepest step."""
    return {
        "w": round(float(free.points[0, 0]), 2),
        "curve": _pairs(*section),
        "free": _pairs(free.points[:, 1], free.losses),
        "clipped": _pairs(clipped.points[:, 1], clipped.losses),
        "steepest": free.steepest,
        "norm": round(float(free.norms.max()), 2),
        "limit": limit,
    }


def _pairs(x: np.ndarray, y: np.ndarray) -> list[list[float]]:
    return [[round(float(a), 3), round(float(b), 4)] for a, b in zip(x, y, strict=True)]


def subject(reaches: Mapping[str, Reach]) -> int:
    """A number that another text does not have."""
    return zlib.crc32("\t".join(next(iter(reaches.values())).tokens).encode())
