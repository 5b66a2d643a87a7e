"""Damaged pictures, read one after the other: python -m tests.core.captions.pictures_fuzz FIRST COUNT

Prints which file is being read, so that whoever started this knows where a crash was, and at the end what came of them.
"""

import json
import resource
import sys
from collections import Counter

import numpy as np
from PIL import Image

from core.captions.pictures import read
from core.errors import UserError
from tests.core.captions.made_pictures import saved, scene, turned_exif
from tests.core.speech.audio_fuzz import MUTATIONS


def seeds() -> list[bytes]:
    """Ten good files, small."""
    image = Image.fromarray(scene(40, 30))
    clear = image.copy()
    clear.putalpha(image.getchannel(0))
    frames = [image, image.rotate(180), image.rotate(90)]
    return [
        saved(image),
        saved(clear, exif=turned_exif(6)),
        saved(clear.quantize(16)),
        saved(Image.fromarray(scene(40, 30)[..., 0].astype(np.uint16) * 257)),
        saved(image, save_all=True, append_images=frames[1:]),
        saved(image, "JPEG", exif=turned_exif(5)),
        saved(image.convert("CMYK"), "JPEG", progressive=True),
        saved(image, "WEBP"),
        saved(clear, "WEBP", lossless=True, exif=turned_exif(8)),
        saved(clear, "WEBP", save_all=True, append_images=frames),
    ]


def mutated(number: int, files: list[bytes]) -> bytes:
    """The damaged file of this number, always the same."""
    rng = np.random.default_rng([26, number])
    return MUTATIONS[rng.integers(len(MUTATIONS))](bytearray(files[number % len(files)]), files, rng)


def main(first: int, count: int) -> None:
    files = seeds()
    for data in files:
        read(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ends = Counter()
    for number in range(first, first + count):
        print(number, flush=True)
        try:
            pixels = read(mutated(number, files)).pixels
            good = pixels.dtype == np.uint8 and pixels.ndim == 3 and pixels.shape[2] == 3 and max(pixels.shape) <= 640
            ends["picture" if good else "bad picture"] += 1
        except UserError as error:
            ends[error.key] += 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"ends": ends, "grown": grown}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
