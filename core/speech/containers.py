"""Which kind of file some bytes are, by their content and never by a name, and whether they end too early."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
UNKNOWN_SIZE = 0x7FFF_0000  # who writes a file without knowing its end puts 0 or something near 2³¹ or 2³² for its size


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, what it begins with (a regular expression), FFmpeg's demuxer, can libsndfile read it."""

    name: str
    begins: bytes
    demuxer: str
    libsndfile: bool = False


# FFmpeg knows some 350 kinds, and among them lists that point to other files and hosts: only these are opened.
KINDS = (
    Kind("WAV", rb"(RIFF|RIFX|RF64|BW64).{4}WAVE", "wav", libsndfile=True),
    Kind("W64", rb"riff\x2e\x91\xcf\x11", "w64", libsndfile=True),
    Kind("AIFF", rb"FORM.{4}AIF[FC]", "aiff", libsndfile=True),
    Kind("AU", rb"\.snd", "au", libsndfile=True),
    Kind("CAF", rb"caff", "caf", libsndfile=True),
    Kind("FLAC", rb"fLaC", "flac", libsndfile=True),
    Kind("OGG", rb"OggS", "ogg", libsndfile=True),
    Kind("MP4", rb".{4}(ftyp|moov|moof|mdat|free|skip|wide)", "mov"),
    Kind("WebM", rb"\x1a\x45\xdf\xa3", "matroska"),
    Kind("AMR", rb"#!AMR", "amr"),
    Kind("WMA", rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    Kind("AVI", rb"RIFF.{4}AVI ", "avi"),
)
# Those that begin with no signature, or with a tag before it: FFmpeg looks whether several frames follow one another.
PROBED = {"mp3": "MP3", "aac": "AAC", "flac": "FLAC", "wav": "WAV", "aiff": "AIFF"}


def kind(data: bytes) -> Kind | None:
    """The kind that the bytes begin like; None for any other."""
    return next((found for found in KINDS if re.match(found.begins, data[:16], re.DOTALL)), None)


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a RIFF, RIFX or FORM file: name, place of the content, and its size as the header says."""
    order = ">" if data[:4] in (b"FORM", b"RIFX") else "<"
    place = 12
    while place + 8 <= len(data):
        name, size = struct.unpack_from(f"{order}4sI", data, place)
        yield name, place + 8, size
        place += 8 + size + size % 2


def wav_format(data: bytes) -> tuple[int, int] | None:
    """Channels and samples a second as a WAV file says; None if it does not say."""
    order = ">" if data[:4] == b"RIFX" else "<"
    for name, place, size in chunks(data):
        if name == b"fmt " and size >= 8 and place + 8 <= len(data):
            return struct.unpack_from(f"{order}HI", data, place + 2)
    return None


def cut_short(found: Kind, data: bytes) -> bool:
    """Whether the file ends before the place where its own header has its end, as far as that can be seen."""
    if found.name in ("WAV", "AIFF", "AVI"):
        for name, place, size in chunks(data):
            if place + size > len(data) + 1:
                return size < UNKNOWN_SIZE
            if name in (b"data", b"SSND"):  # what follows is of no use, or not even a chunk
                return False
    if found.name == "OGG":
        return not _ends_a_stream(data, data.rfind(b"OggS"))
    return False


def mended(found: Kind | None, data: bytes) -> bytes:
    """The same, but for an Ogg file that ends within a page: decoders would lose the page, seconds of speech.

    It is given a header and a checksum for those of its packets that are whole. RFC 3533, section 6.
    """
    page = data.rfind(b"OggS")
    if found is None or found.name != "OGG" or page + 27 > len(data):
        return data
    lengths = data[page + 27 : page + 27 + data[page + 26]]
    place = page + 27 + data[page + 26]
    kept = end = 0
    for index, length in enumerate(lengths):
        place += length
        if place > len(data):
            break
        if length < 255:  # a packet ends here
            kept, end = index + 1, place
    else:
        return data  # the page is whole
    header = data[page : page + 22] + bytes(4) + bytes([kept]) + lengths[:kept]
    body = data[page + 27 + len(lengths) : end]
    checksum = struct.pack("<I", _checksum(header + body))
    return data[:page] + header[:22] + checksum + header[26:] + body if kept else data[:page]


def _ends_a_stream(data: bytes, page: int) -> bool:
    """Whether the Ogg page at this place is whole and is marked as the last of its stream."""
    if page + 27 > len(data):
        return False
    lengths = data[page + 27 : page + 27 + data[page + 26]]
    whole = page + 27 + data[page + 26] + sum(lengths) <= len(data)
    return whole and bool(data[page + 5] & 4)


def _checksum(page: bytes) -> int:
    """Ogg's CRC-32: zlib's with the bits of each byte, and of the answer, the other way round, and no inversion."""
    found = zlib.crc32(page.translate(MIRRORED), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return int(f"{found:032b}"[::-1], 2)
