"""The pictures that the lesson brings: photographs that may ship, with what they show and whose they are, and two made ones.

photographs.json in assets/data/captions has a line for each photograph, in the order of the page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.captions.options import GREY, NOISE
from core.captions.results import Picture
from core.data import ASSETS

FOLDER = ASSETS / "data" / "captions"
SIDE, SEED, MIDDLE = 224, 2026, 128


@dataclass(frozen=True)
class Photograph:
    """A photograph that is shipped: its file, what it shows as a person says it, whose it is, and by whose leave."""

    name: str
    file: str
    shows: str
    author: str
    licence: str

    @property
    def data(self) -> bytes:
        """The file."""
        return (FOLDER / self.file).read_bytes()


@cache
def photographs() -> dict[str, Photograph]:
    """All of them by name, in the order of the page. No captioner was trained on one."""
    rows = json.loads((FOLDER / "photographs.json").read_text("utf-8"))
    return {row["name"]: Photograph(**row) for row in rows}


def made(name: str) -> Picture:
    """A picture of nothing: even grey, or each pixel's colour drawn by chance. KeyError for another name."""
    noise = np.random.default_rng(SEED).integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8)
    return Picture({GREY: np.full_like(noise, MIDDLE), NOISE: noise}[name])
