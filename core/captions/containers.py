"""A picture's file before it is decoded: its kind, how large it is, which way up, and what the decoder gets of it.

What a file is, is seen from its content. Notes, colour profiles, previews and the later frames of a PNG are left out
before a decoder sees them: none of them is in the picture, and an EXIF block of 10 MB can claim 65,535 fields of 10 MB.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from core.errors import UserError

PIXELS = (b"PLTE", b"tRNS", b"IDAT", b"IEND")  # PNG (W3C 2003, section 5.6): the chunks after IHDR that the pixels need
MARKER = re.compile(rb"\xff([\x01-\xfe])", re.DOTALL)  # JPEG (ITU-T T.81, table B.1): 0 after 255 is a byte of data
ALONE = {0x01, *range(0xD0, 0xD9)}  # markers with nothing behind them
FRAME = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
END, SCAN, EXIF = 0xD9, 0xDA, 0xE1
LEFT_OUT = {*range(0xE1, 0xEE), 0xEF, 0xFE}  # all but APP0 and APP14, which tell how the colours are stored
MOST_SCANS = 100  # a progressive JPEG has about ten; each costs a walk over the whole picture
EXIF_NAME = b"Exif\0\0"
ORIENTATION, SHORT = 0x0112, 3


@dataclass(frozen=True)
class File:
    """A picture that is not decoded yet.

    kind: "PNG", "JPEG" or "WebP". width, height: pixels, as they are stored. orientation: 1 to 8, as EXIF counts.
    data: the file, without what is not needed for its pixels.
    """

    kind: str
    width: int
    height: int
    orientation: int
    data: bytes


def opened(data: bytes) -> File:
    """Look at the header. UserError if it is none of the three kinds, or is one and makes no sense."""
    for kind, (begins, take) in KINDS.items():
        if re.match(begins, data[:16], re.DOTALL):
            try:
                return take(data)
            except (struct.error, LookupError, ValueError) as error:
                raise UserError("captions.damaged", kind=kind) from error
    raise UserError("captions.not_picture")


def orientation(exif: bytes) -> int:
    """Which way up a picture is, 1 to 8, by its EXIF block (CIPA DC-008, section 4.6.4 A); 1 if that does not say."""
    tiff = exif.removeprefix(EXIF_NAME)
    order = ">" if tiff.startswith(b"MM") else "<"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (fields,) = struct.unpack_from(f"{order}H", tiff, first)
        for place in range(first + 2, first + 2 + 12 * fields, 12):
            tag, form, _, value = struct.unpack_from(f"{order}HHIH", tiff, place)
            if (tag, form) == (ORIENTATION, SHORT) and 1 <= value <= 8:
                return value
    except struct.error:
        pass
    return 1


def _png(data: bytes) -> File:
    """W3C 2003, section 5: chunks of a length, a name, the content and a checksum. IDAT is the first frame."""
    size, name, width, height = struct.unpack_from(">I4sII", data, 8)
    if (size, name) != (13, b"IHDR"):
        raise ValueError("a PNG begins with IHDR")
    place, kept, exif = 33, [data[:33]], b""
    while place < len(data) and name != b"IEND":
        size, name = struct.unpack_from(">I4s", data, place)
        chunk = data[place : place + size + 12]
        if name in PIXELS:
            kept.append(chunk)
        elif name == b"eXIf":
            exif = chunk[8:-4]
        place += len(chunk)
    return File("PNG", width, height, orientation(exif), b"".join(kept))


def _jpeg(data: bytes) -> File:
    """ITU-T T.81, section B.1: markers, most of them with a length and that much content, up to the first scan."""
    place, kept, size, exif = 2, [data[:2]], None, b""
    while (found := MARKER.search(data, place)) and found[1][0] not in (SCAN, END):
        marker, place = found[1][0], found.end()
        if marker in ALONE:
            continue
        (length,) = struct.unpack_from(">H", data, place)
        content = data[place + 2 : place + length]
        if marker in FRAME:
            if size:
                raise ValueError("two frames")
            size = struct.unpack_from(">xHH", content)
        elif marker == EXIF and content.startswith(EXIF_NAME):
            exif = exif or content
        if marker not in LEFT_OUT:
            kept.append(data[found.start() : place + length])
        place += length
    if not size or not found or found[1][0] == END or data.count(bytes([0xFF, SCAN]), place) > MOST_SCANS:
        raise ValueError("no picture before its end, or a hundred scans")
    return File("JPEG", size[1], size[0], orientation(exif), b"".join([*kept, data[found.start() :]]))


def _webp(data: bytes) -> File:
    """RFC 9649, sections 2.3 to 2.7: a RIFF file, whose first chunk has the size, each kind of it in its own way."""
    name = data[12:16]
    if name == b"VP8X":
        width, height = (1 + int.from_bytes(data[place : place + 3], "little") for place in (24, 27))
    elif name == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, 21)
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif name == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    else:
        raise ValueError("no size")
    place, exif = 12, b""
    while place + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, place)
        if name == b"EXIF":
            exif = data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
    return File("WebP", width, height, orientation(exif), data)


KINDS = {
    "PNG": (rb"\x89PNG\r\n\x1a\n", _png),
    "JPEG": (rb"\xff\xd8\xff", _jpeg),
    "WebP": (rb"RIFF.{4}WEBP", _webp),
}
