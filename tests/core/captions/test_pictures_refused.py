"""Reading pictures: what cannot be read says why, before it costs anything."""

import re
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from babel.messages.pofile import read_po
from PIL import Image

from core.captions import containers, pictures
from core.captions.pictures import read
from core.errors import UserError
from tests.core.captions.made_pictures import PNG, chunk, png, riff, saved, scene

ROOT = Path(__file__).parents[3]
WRITTEN = {"PNG": {}, "JPEG": {"quality": 95}, "WEBP": {"lossless": True}}


def key_of(data: bytes) -> str:
    """The key of the sentence for a file that cannot be read."""
    with pytest.raises(UserError) as error:
        read(data)
    return error.value.key


@pytest.mark.parametrize(
    "data",
    [b"hello", b"GIF89a" + bytes(1000), b"BM" + bytes(1000), b"%PDF-1.7\n", b"RIFF\x24\0\0\0WAVEfmt ", bytes(10_000),
     b"\xff\xd8", saved(scene(), "GIF"), saved(scene(), "TIFF"), saved(scene(), "BMP"), b"\x00" + saved(scene())],
    ids=["text", "gif head", "bmp head", "pdf", "wav", "zeros", "two bytes", "gif", "tiff", "bmp", "a byte before"],
)  # fmt: skip
def test_no_picture(data):
    assert key_of(data) == "captions.not_picture"


def test_empty_and_too_large():
    assert key_of(b"") == "captions.empty"
    assert key_of(saved(scene()) + bytes(pictures.MAX_BYTES)) == "captions.too_large"
    assert key_of(bytes(pictures.MAX_BYTES)) == "captions.not_picture"


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_file_that_is_cut_short_says_so(kind):
    data = saved(scene(), kind, **WRITTEN[kind])
    for end in range(12, len(data) * 9 // 10, len(data) // 40):
        assert key_of(data[:end]) == "captions.damaged"


def test_too_small():
    assert key_of(saved(scene(7, 90))) == key_of(saved(scene(90, 7), "WEBP")) == "captions.too_small"
    assert np.array_equal(read(saved(scene(8, 8))).pixels, scene(8, 8))


def huge(kind: str, width: int, height: int) -> bytes:
    """A header that says so, and nothing behind it."""
    if kind == "PNG":
        return png(width, height, 8, 2, b"")
    if kind == "JPEG":
        return b"\xff\xd8" + frame(width, height) + b"\xff\xda\0\2"
    if kind == "VP8X":
        return riff(b"VP8X", bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))
    if kind == "VP8L":
        return riff(b"VP8L", b"\x2f" + struct.pack("<I", width - 1 | height - 1 << 14) + bytes(40))
    return riff(b"VP8 ", b"\x10\0\0\x9d\1\x2a" + struct.pack("<HH", width, height) + bytes(40))


def frame(width: int, height: int) -> bytes:
    """The header of a JPEG's frame of one component."""
    return b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", height, width) + b"\1\1\x11\0"


@pytest.mark.parametrize(
    "kind, side", [("PNG", 50_000), ("JPEG", 60_000), ("VP8X", 2**24), ("VP8L", 2**14), ("VP8 ", 16_383)]
)
def test_a_header_that_claims_too_much_is_refused_before_a_decoder_sees_it(kind, side, monkeypatch):
    assert key_of(huge(kind, 5000, 4000)) == "captions.damaged", "so much is allowed, only that there is nothing"
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.exit("a decoder was asked"))
    assert key_of(huge(kind, side, side)) == "captions.too_many_pixels"


def test_forty_million_pixels_and_one_row_more():
    assert key_of(huge("PNG", 8000, 5001)) == "captions.too_many_pixels"
    assert key_of(huge("PNG", 8000, 5000)) == "captions.damaged"


def test_a_second_header_does_not_get_past_the_first():
    small, large = saved(scene()), chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    assert np.array_equal(read(small[:33] + large + small[33:]).pixels, scene())
    jpeg = saved(scene(), "JPEG")
    assert key_of(jpeg.replace(b"\xff\xda", frame(60_000, 60_000) + b"\xff\xda", 1)) == "captions.damaged"


@pytest.mark.parametrize("kind", WRITTEN)
def test_an_exif_block_that_claims_more_than_there_is_costs_nothing(kind):
    """400 fields of 1 MB each, all of them the same one: Pillow would copy every one."""
    fields = b"".join(struct.pack("<HHII", tag, 1, 2**20, 8) for tag in range(0x8000, 0x8000 + 400))
    exif = b"II" + struct.pack("<HIH", 42, 8, 400) + fields + bytes(2**20)
    data = saved(scene(), kind, **WRITTEN[kind])
    if kind == "PNG":
        data = data[:33] + chunk(b"eXIf", exif) + data[33:]
    elif kind == "JPEG":
        parts = [b"Exif\0\0" + exif[place : place + 65_000] for place in range(0, len(exif), 65_000)]
        data = data[:2] + b"".join(b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part for part in parts) + data[2:]
    else:
        data = saved(scene(), kind, exif=exif, **WRITTEN[kind])
    tracemalloc.start()
    assert read(data).pixels.shape == scene().shape
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


def test_a_decoder_that_sees_another_size_than_was_checked_is_not_let_on(monkeypatch):
    monkeypatch.setattr(containers, "opened", lambda data: containers.File("PNG", 8, 8, 1, data))
    assert key_of(saved(scene())) == "captions.damaged"


def test_a_jpeg_of_a_thousand_scans_is_not_begun():
    jpeg = saved(scene(), "JPEG", progressive=True)
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    assert read(jpeg[:-2] + last * 50 + jpeg[-2:]).pixels.shape == read(jpeg).pixels.shape
    assert key_of(jpeg[:-2] + last * 1000 + jpeg[-2:]) == "captions.damaged"


def test_a_picture_that_only_begins_like_one():
    for data in (PNG + bytes(100), b"\xff\xd8\xff" + bytes(100), b"RIFF\x24\0\0\0WEBPVP9 " + bytes(100)):
        assert key_of(data) == "captions.damaged"


def test_every_failure_has_its_sentence():
    with (ROOT / "assets/strings/en/translate.po").open("rb") as file:
        sentences = {message.id: message.string for message in read_po(file)}
    for name in ("pictures", "containers"):
        source = (ROOT / f"core/captions/{name}.py").read_text("utf-8")
        for key, values in re.findall(r'UserError\("([\w.]+)"(.*)\)', source):
            named = re.findall(r"\b(\w+)=", values) + ["width", "height"] * ("**sides" in values)
            assert set(re.findall(r"{(\w+)}", sentences[key])) == set(named), key
