"""Corrupted files of word vectors, read one after the other: python -m tests.core.words.vector_fuzz FIRST COUNT

Prints which file is being read, so that whoever started this knows where a crash was; then, after two files that unpack to
very much, how many were read, how many refused with a sentence, and how large the process grew (MiB).
"""

import gzip
import pathlib
import resource
import sys
import tempfile
import warnings

import numpy as np

from core.errors import UserError
from core.words import upload
from tests.core.words.vector_files import KINDS, corrupted, written


def seeds() -> list[bytes]:
    """A good file of each kind, and one that promises more than it holds."""
    with tempfile.TemporaryDirectory() as folder:
        files = [written(pathlib.Path(folder), kind) for kind in KINDS]
    return [*files, b"2000000 4000\n" + files[1]]


def bombs() -> list[bytes]:
    """Small files that unpack to 64 MiB of a word, and to 48 MiB of lines."""
    return [
        gzip.compress(b"99999999999 4096\na " + b"\0" * (64 << 20), 1),
        gzip.compress(b"a 1 2\n" * (8 << 20), 1),
    ]


def is_read(data: bytes) -> bool:
    """Whether it gives vectors; AssertionError if these or the sentence instead are not as they should be."""
    try:
        *_, last = upload.job({"data": data})
    except UserError as error:
        assert error.key.startswith("vectors.")
        return False
    assert np.isfinite(last.vectors).all() and len(set(last.words)) == len(last.vectors)
    return True


def peak() -> int:
    """The most memory that this process has had (MiB)."""
    status = pathlib.Path("/proc/self/status")  # ru_maxrss begins at what the parent had when it forked
    if status.exists():
        return (
            next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) // 1024
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(first: int, count: int) -> None:
    warnings.simplefilter("error")
    files, good, refused = seeds(), 0, 0
    for number in range(first, first + count):
        data = corrupted(files, np.random.default_rng([20260, number]))
        print(number, flush=True)
        if is_read(data):
            good += 1
        else:
            refused += 1
    for data in bombs():
        if is_read(data):
            good += 1
        else:
            refused += 1
    print(good, refused, peak())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
