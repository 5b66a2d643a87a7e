"""The photographs and sentences that the captioning models are trained on and tested with.

Flickr8k (Hodosh, Young and Hockenmaier 2013, JAIR 47): five sentences by people for each photograph. Neither is part of the
project. ``--photographs`` is a zip of JPEG files, each squashed to a square; ``--sentences`` a JSON list of {"file", "split",
"captions"} with its split: train, dev, test.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from core.captions import encoder
from core.captions.options import cut

SEEN = 5  # a word that fewer training sentences hold is unknown
VIEWS = 4  # of each training picture: as it is, mirrored, and two parts of it; of all others the first alone


@dataclass(frozen=True)
class Photograph:
    """A file's name, its split, and its sentences as lists of words."""

    file: str
    split: str
    sentences: tuple[tuple[str, ...], ...]


def photographs(path: Path) -> list[Photograph]:
    """All of them, in the order of the file; sentences without a word are left out."""
    return [
        Photograph(row["file"], row["split"], tuple(filter(None, map(cut, row["captions"]))))
        for row in json.loads(path.read_text("utf-8"))
    ]


def frequent(taken: list[Photograph]) -> list[str]:
    """The words of the training sentences that are seen often enough, the commonest first."""
    counts = Counter(word for one in taken if one.split == "train" for each in one.sentences for word in each)
    return sorted((word for word, count in counts.items() if count >= SEEN), key=lambda word: (-counts[word], word))


def grids(path: Path, archive: Path, taken: list[Photograph]) -> np.ndarray:
    """What the encoder sees of photographs of one split, (views, N, 49, 1280) as float16.

    As it is kept in ``path``; else it is computed and written there.
    """
    if not path.exists():
        views = VIEWS if taken[0].split == "train" else 1
        made = np.lib.format.open_memmap(
            path.with_suffix(".part"), "w+", np.float16, (views, len(taken), encoder.GRID**2, encoder.CHANNELS)
        )
        generator = np.random.default_rng(2026)
        with zipfile.ZipFile(archive) as stored:
            for first in range(0, len(taken), 16):
                pictures = [
                    Image.open(io.BytesIO(stored.read(one.file))).convert("RGB") for one in taken[first : first + 16]
                ]
                for view in range(views):
                    made[view, first : first + 16] = _seen([_view(picture, view, generator) for picture in pictures])
        made.flush()
        path.with_suffix(".part").replace(path)
    return np.load(path, mmap_mode="r")


@torch.inference_mode()
def _seen(pictures: list[np.ndarray]) -> np.ndarray:
    return encoder.places(encoder.load()(torch.cat([encoder.pixels(picture) for picture in pictures]))).half().numpy()


def _view(picture: Image.Image, view: int, generator: np.random.Generator) -> np.ndarray:
    if view % 2:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    box = None
    if view > 1:
        wide, high = np.array(picture.size) * generator.uniform(0.75, 0.95, 2)
        left, top = generator.uniform(0, 1, 2) * (np.array(picture.size) - (wide, high))
        box = (left, top, left + wide, top + high)
    return np.asarray(picture.resize((encoder.SIDE, encoder.SIDE), Image.Resampling.BICUBIC, box))
