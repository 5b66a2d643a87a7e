"""Word vectors from a file of somebody's own: word2vec text or binary, GloVe text, any of them gzipped, or `.npz`.

What a file is is found out from its bytes, never from its name. It is read as a stream, up to as many words as are to be
kept; nothing is unpickled, and no number in a file decides how much memory is taken.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

import numpy as np

from core.errors import UserError, check_size
from core.words import arrays
from core.words.options import FILE_BYTES
from core.words.results import Upload

WORDS, CELLS = 60_000, 12_000_000  # kept at most: words, and words × dimensions (48 MB)
UNPACKED_BYTES = 1 << 30
DIMENSIONS = 4096
LINE, WORD = 1 << 17, 1000  # bytes at most
TWICE = 20_000  # words that stood there before, and then no more is read: such a file is no list of words
EVERY = 2000  # words between two reports
Progress = tuple[float, str, dict[str, object]]


def job(description: Mapping[str, bytes]) -> Iterator[Progress | Upload]:
    """Read the file whose bytes are `description["data"]`; the last item is an Upload. Raises UserError."""
    data = description["data"]
    check_size(len(data), FILE_BYTES, "vectors.too_large")
    yield from read(io.BytesIO(data), words=WORDS, cells=CELLS)


def read(stream: BinaryIO, words: int | None = None, cells: int | None = None) -> Iterator[Progress | Upload]:
    """Read vectors from a stream that can seek. words, cells: keep at most as many words, words × dimensions.

    Yields (fraction, sentence, values) and at last an Upload. Raises UserError: what is wrong, and in which line.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    start = stream.read(8)
    stream.seek(0)
    if start.startswith(b"PK"):
        yield 0.0, "vectors.reading", {"words": 0}
        yield arrays.read(stream, lambda dimensions: _room(dimensions, words, cells))
        return
    _refuse_known(start)
    with _unpacking():
        source = gzip.GzipFile(fileobj=stream) if start.startswith(b"\x1f\x8b") else stream
        lines = io.BufferedReader(source, 1 << 20)
        try:
            yield from _Reader(lines, stream, size, words, cells).read()
        finally:
            lines.detach()  # the stream is its owner's to close


def _refuse_known(start: bytes) -> None:
    """Say what the file is, where it is a kind that holds vectors but cannot be read here."""
    if start.startswith(b"\x93NUMPY"):
        raise UserError("vectors.npy")
    if start.startswith(b"\x80") and start[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        raise UserError("vectors.pickle")


@contextmanager
def _unpacking() -> Iterator[None]:
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UserError("vectors.gzip") from error


def _room(dimensions: int, words: int | None, cells: int | None) -> int:
    """How many words of so many dimensions are kept."""
    return min(words or 1 << 62, (cells or 1 << 62) // max(1, dimensions))


class _Reader:
    """Reads the formats that are one word after the other."""

    def __init__(
        self, lines: io.BufferedReader, file: BinaryIO, size: int, words: int | None, cells: int | None
    ) -> None:
        self.lines, self.file, self.size = lines, file, max(1, size)
        self.limits = (words, cells)
        self.found: dict[str, None] = {}
        self.rows: list[np.ndarray] = []
        self.twice = self.seen = 0

    def read(self) -> Iterator[Progress | Upload]:
        first = self.lines.readline(LINE)
        head = first.split()
        if len(head) == 2 and head[0].isdigit() and head[1].isdigit():
            total, dimensions = (min(int(number[:12]), 1 << 40) for number in head)
            if not 1 <= dimensions <= DIMENSIONS:
                raise UserError("vectors.dimensions", limit=DIMENSIONS)
            text = self._looks_like_text(dimensions)
            kind = "word2vec text" if text else "word2vec binary"
            yield from self._text(dimensions, 2, None) if text else self._binary(dimensions, total)
        else:
            total, kind, dimensions = 0, "GloVe text", len(head) - 1
            if b"\0" in first or not 2 <= dimensions <= DIMENSIONS or _numbers(head[1:], dimensions) is None:
                raise UserError("vectors.not_vectors")
            yield from self._text(dimensions, 1, first)
        if len(self.rows) < 2:
            raise UserError("vectors.too_few")
        yield Upload(tuple(self.found), np.stack(self.rows), kind, max(total or self.seen, self.seen), self.twice)

    def _looks_like_text(self, dimensions: int) -> bool:
        """Whether a line of a word and numbers comes next; nothing is taken from the stream."""
        line, end, _ = self.lines.peek(LINE).partition(b"\n")
        parts = line.split()
        if b"\0" in line or len(parts) < 2:
            return False
        numbers = parts[1:] if end else parts[1:-1]
        return _numbers(numbers, len(numbers)) is not None

    def _full(self, dimensions: int) -> bool:
        return len(self.rows) >= _room(dimensions, *self.limits) or self.twice > TWICE

    def _keep(self, word: str, row: np.ndarray) -> None:
        self.seen += 1
        if word in self.found:
            self.twice += 1
        else:
            self.found[word] = None
            self.rows.append(row)

    def _progress(self) -> Progress:
        return min(0.99, self.file.tell() / self.size), "vectors.reading", {"words": self.seen}

    def _text(self, dimensions: int, number: int, first: bytes | None) -> Iterator[Progress]:
        """Lines "word number number …"; a word may hold blanks, as some of GloVe's do. `number` is the first line's."""
        line = first if first is not None else self.lines.readline(LINE)
        while line and not self._full(dimensions):
            parts = line.split()
            if parts:
                self._keep(*_entry(parts, dimensions, number, line))
                if self.seen % EVERY == 0:
                    yield self._progress()
            line, number = self.lines.readline(LINE), number + 1
        self.seen += self._count_rest(line)

    def _count_rest(self, line: bytes) -> int:
        """How many lines are left, a gigabyte of them at the most."""
        count, read = bool(line.strip()), 0
        while read < UNPACKED_BYTES and (chunk := self.lines.read(1 << 20)):
            count += chunk.count(b"\n")
            read += len(chunk)
        return count

    def _binary(self, dimensions: int, total: int) -> Iterator[Progress]:
        """Each word up to a blank, then its numbers as little-endian float32, then perhaps a line end."""
        while self.seen < total and not self._full(dimensions):
            word = self._binary_word()
            data = self.lines.read(4 * dimensions)
            if word is None or len(data) < 4 * dimensions:
                raise UserError("vectors.cut_short", word=self.seen + 1, total=total)
            row = np.frombuffer(data, dtype="<f4")
            if not _is_finite(row):
                raise UserError("vectors.not_finite", line=self.seen + 1)
            self._keep(word, row)
            if self.seen % EVERY == 0:
                yield self._progress()

    def _binary_word(self) -> str | None:
        letters = bytearray()
        while (letter := self.lines.read(1)) != b" ":
            if not letter:
                return None
            if len(letters) > WORD:
                raise UserError("vectors.not_vectors")
            letters += letter
        return letters.strip(b"\n\r").decode("utf-8", "replace") or None


def _entry(parts: list[bytes], dimensions: int, number: int, line: bytes) -> tuple[str, np.ndarray]:
    """The word and the vector (E,) of one line."""
    if len(parts) <= dimensions or len(line) >= LINE:
        raise UserError("vectors.line_length", line=number, expected=dimensions + 1, found=len(parts))
    row = _numbers(parts[-dimensions:], dimensions)
    word = b" ".join(parts[:-dimensions])
    if row is None or len(word) > WORD:
        raise UserError("vectors.line_number", line=number)
    if not _is_finite(row):
        raise UserError("vectors.not_finite", line=number)
    return word.decode("utf-8", "replace"), row


def _numbers(parts: list[bytes], count: int) -> np.ndarray | None:
    """The numbers (count,) that the parts are; None where one is none."""
    try:
        with np.errstate(over="ignore"):
            row = np.array([float(part) for part in parts], dtype=np.float64).astype(np.float32)
    except ValueError:
        return None
    return row if len(row) == count else None


def _is_finite(row: np.ndarray) -> bool:
    """Every number is one, and small enough that its square is too."""
    return bool(np.isfinite(row).all() and np.abs(row).max(initial=0) < 1e15)
