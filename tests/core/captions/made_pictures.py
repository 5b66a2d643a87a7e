"""Files of pictures for the tests: a scene soft enough for every codec, written by Pillow, and PNG files by hand."""

import io
import struct
import zlib

import numpy as np
from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"


def scene(width: int = 96, height: int = 64) -> np.ndarray:
    """(height, width, 3), bytes: gradients with a waviness, the same no other way up."""
    y, x = np.mgrid[0:height, 0:width] / np.array([height, width]).reshape(2, 1, 1)
    channels = [x, y, (x + 0.3 * np.sin(5 * y)) / 1.6 + 0.1]
    return (20 + 200 * np.stack(channels, axis=-1).clip(0, 1)).astype(np.uint8)


def saved(image: Image.Image | np.ndarray, kind: str = "PNG", **options: object) -> bytes:
    """The file that Pillow writes."""
    image = Image.fromarray(image) if isinstance(image, np.ndarray) else image
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def turned_exif(orientation: int) -> Image.Exif:
    """An EXIF block that says which way up."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "a maker", orientation
    return exif


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, bits: int, colours: int, rows: bytes, *more: bytes) -> bytes:
    """A PNG file by hand: rows of packed samples, each after its filter's byte; more: chunks before them."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0))
    return PNG + header + b"".join(more) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def riff(name: bytes, content: bytes) -> bytes:
    """A WebP file with one chunk."""
    body = b"WEBP" + name + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(body)) + body
