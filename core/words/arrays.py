"""Word vectors from an `.npz`: the one array of numbers (V, E) in it and the one list of words, whatever their names."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

import numpy as np
from numpy.lib import format as npy

from core.errors import UserError
from core.words.results import Upload

TEXT_BYTES = 64 << 20  # of the list of words, at most
HEADER = 10_000
LIMIT = 4_000_000  # words or dimensions: no list is longer


def read(stream: BinaryIO, room: Callable[[int], int]) -> Upload:
    """Read the archive; `room(E)` says how many words of so many dimensions are kept. Raises UserError."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return _read(archive, room)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        if isinstance(error, UserError):
            raise
        raise UserError("vectors.npz") from error


def _read(archive: zipfile.ZipFile, room: Callable[[int], int]) -> Upload:
    names, table, total, listed = None, None, 0, 0
    for member in archive.infolist()[:16]:
        with archive.open(member) as file:
            shape, fortran, dtype = _header(file)
            if dtype.hasobject:
                raise UserError("vectors.pickle")
            if dtype.kind == "f" and len(shape) == 2 and table is None and not fortran:
                table = _table(file, shape, dtype, room)
                total = shape[0]
            elif dtype.kind in "US" and names is None:
                names, listed = _names(file, shape, dtype)
    if names is None or table is None or len(names) < len(table) or total != listed:
        raise UserError("vectors.npz_arrays")
    place = {word: row for row, word in reversed(list(enumerate(names[: len(table)])))}
    rows = sorted(place.values())
    if len(rows) < 2:
        raise UserError("vectors.too_few")
    if not np.isfinite(table).all() or np.abs(table).max(initial=0) >= 1e15:
        wrong = ~np.isfinite(table).all(1) | (np.abs(table).max(1, initial=0) >= 1e15)
        raise UserError("vectors.not_finite", line=int(wrong.argmax()) + 1)
    return Upload(tuple(names[row] for row in rows), table[rows], "npz", total, len(table) - len(rows))


def _header(file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype]:
    version = npy.read_magic(file)
    if version == (1, 0):
        return npy.read_array_header_1_0(file, max_header_size=HEADER)
    return npy.read_array_header_2_0(file, max_header_size=HEADER)


def _table(file: BinaryIO, shape: tuple[int, ...], dtype: np.dtype, room: Callable[[int], int]) -> np.ndarray:
    """The first rows of the array, as many as there is room for (V, E)."""
    if not 1 <= shape[1] <= LIMIT or not 0 <= shape[0] <= LIMIT or dtype.itemsize > 8:
        raise UserError("vectors.npz_arrays")
    rows = min(shape[0], room(shape[1]))
    data = file.read(rows * shape[1] * dtype.itemsize)
    if len(data) < rows * shape[1] * dtype.itemsize:
        raise UserError("vectors.npz")
    with np.errstate(over="ignore", invalid="ignore"):
        return np.frombuffer(data, dtype=dtype).reshape(rows, shape[1]).astype(np.float32)


def _names(file: BinaryIO, shape: tuple[int, ...], dtype: np.dtype) -> tuple[list[str], int]:
    """The first words, 64 MB of them at most, and how many there are: of an array of strings, or of one string of bytes
    with a word a line."""
    if len(shape) > 1 or (shape and shape[0] > LIMIT) or not 0 < dtype.itemsize <= TEXT_BYTES:
        raise UserError("vectors.npz_arrays")
    count = shape[0] if shape else 1
    read = min(count, TEXT_BYTES // dtype.itemsize)
    data = file.read(read * dtype.itemsize)
    if len(data) < read * dtype.itemsize:
        raise UserError("vectors.npz")
    if not shape and dtype.kind == "S":
        words = data.rstrip(b"\0").decode("utf-8", "replace").split("\n")
        return words, len(words)
    found = np.frombuffer(data, dtype=dtype).tolist()
    return [word.decode("utf-8", "replace") if isinstance(word, bytes) else word for word in found], count
