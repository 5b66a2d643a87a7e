"""Reading pictures: bytes of a PNG, JPEG or WebP in, upright pixels out, or a sentence that says why not.

The size is known from the header before anything is decoded. Nothing is written anywhere. The decoders are C
libraries: let a worker call this, never a page.
"""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from core.captions import containers
from core.captions.containers import File
from core.captions.options import MAX_BYTES
from core.captions.results import Drawn, Picture
from core.errors import UserError, check_size

__all__ = ["drawn", "read", "square"]

MAX_PIXELS = 40_000_000
MIN_SIDE = 8  # pixels
LONGEST = 640  # pixels of the longer side that are kept
SHOWN, SMALL = 448, 160  # the same, of the picture and of its copies that a browser draws
TRAINED = 144  # pixels of a side that the training pictures were squashed to
KEYED, GREY_16, PALETTES = "transparency", "I;16", ("1", "P")
TURNED = {  # EXIF's orientation -> what makes it upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read(data: bytes) -> Picture:
    """Read a picture's file: PNG, JPEG or WebP, of any colours; of an animation the first frame.

    It is turned upright, laid on white where it is transparent, and made smaller if a side is longer than LONGEST.
    Colour profiles are not looked at. UserError says what cannot be read.
    """
    if not data:
        raise UserError("captions.empty")
    check_size(len(data), MAX_BYTES, "captions.too_large")
    file = containers.opened(data)
    _check_sides(file)
    try:
        image = _decoded(file)
    except Exception as error:  # a damaged file makes the decoders stumble in a dozen ways
        raise UserError("captions.damaged", kind=file.kind) from error
    if file.orientation in TURNED:
        image = image.transpose(TURNED[file.orientation])
    return Picture(np.asarray(image))


def square(picture: Picture, side: int = 224) -> np.ndarray:
    """Squashed to a square, as the encoder takes it: (side, side, 3), bytes.

    The whole picture by way of TRAINED pixels a side, so that it is no sharper than the pictures of the training.
    """
    image = Image.fromarray(picture.pixels)
    for length in (TRAINED, side):
        image = image.resize((length, length), Image.Resampling.BICUBIC)
    return np.asarray(image)


def drawn(picture: Picture) -> Drawn:
    """The picture as files for a browser."""
    whole = Image.fromarray(picture.pixels)
    squashed = whole.resize((SMALL, SMALL), Image.Resampling.BICUBIC)
    return Drawn(jpeg(whole, SHOWN), jpeg(whole, SMALL), jpeg(squashed, SMALL), whole.width, whole.height)


def jpeg(image: Image.Image, longest: int) -> bytes:
    """The image as a JPEG file, its longer side so many pixels at most."""
    image = image.copy()
    image.thumbnail((longest, longest), Image.Resampling.BICUBIC)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=85)
    return target.getvalue()


def _check_sides(file: File) -> None:
    """UserError if there are more or fewer pixels than are read here."""
    sides = {"width": file.width, "height": file.height}
    if file.width * file.height > MAX_PIXELS:
        raise UserError("captions.too_many_pixels", **sides, limit=MAX_PIXELS // 10**6)
    if min(file.width, file.height) < MIN_SIDE:
        raise UserError("captions.too_small", **sides, least=MIN_SIDE)


def _decoded(file: File) -> Image.Image:
    """The picture as it is stored, in RGB, its longer side LONGEST at most."""
    image = Image.open(io.BytesIO(file.data), formats=(file.kind,))
    if image.size != (file.width, file.height):
        raise ValueError("the decoder sees another size")
    image = _whole(image, file)
    image.thumbnail((LONGEST, LONGEST))  # a JPEG is decoded at a half, a quarter or an eighth where that is enough
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _whole(image: Image.Image, file: File) -> Image.Image:
    """The image in a mode whose values can be averaged: no palette, no colour that means transparent, no 16 bits."""
    if image.mode == GREY_16:
        values = np.asarray(image)
        high = (values >> 8).astype(np.uint8)
        if KEYED in image.info:
            high[values == image.info[KEYED]] = 255
        return Image.fromarray(high)
    if image.mode == "L" and KEYED in image.info:
        image.info[KEYED] *= 255 // (2 ** file.data[24] - 1)  # it counts in the file's own bits, 1 to 8
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode in PALETTES else image
