"""A film as a file, for the map that a visitor sees first."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from core.data import ASSETS
from core.words.options import MapConfig, PointsKey
from core.words.results import Curve, Film

FIRST_KEY, FIRST_CONFIG = PointsKey(count=400), MapConfig()
FIRST = ASSETS / "examples" / "tsne.npz"


def save(film: Film, path: Path) -> None:
    """Write arrays alone: frames as float16, the last one as float32."""
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(film.names).encode(), np.uint8),
        group_names=np.frombuffer("\n".join(film.group_names).encode(), np.uint8),
        groups=film.groups,
        near=film.near,
        p=film.p,
        frames=film.frames.astype(np.float16),
        last=film.frames[-1],
        shown=film.shown,
        curve=np.stack([film.curve.iterations, film.curve.kl, film.curve.trust, film.curve.kept]).astype(np.float32),
        numbers=np.array([film.total, film.kl, film.trust, film.kept]),
    )


def load(path: Path) -> Film:
    """Read what `save` wrote."""
    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file)
    frames = arrays["frames"].astype(np.float32)
    frames[-1] = arrays["last"]
    total, kl, trust, kept = arrays["numbers"].tolist()
    curve = arrays["curve"]
    return Film(
        tuple(arrays["names"].tobytes().decode().split("\n")),
        arrays["groups"],
        tuple(arrays["group_names"].tobytes().decode().split("\n")),
        arrays["near"],
        arrays["p"],
        frames,
        arrays["shown"],
        Curve(curve[0].astype(np.int32), *curve[1:]),
        int(total),
        True,
        kl,
        trust,
        kept,
    )


@cache
def first() -> Film:
    """The map that stands there first: `FIRST_KEY` by `FIRST_CONFIG`."""
    return load(FIRST)
