"""Corrupted sound files, read one after the other: python -m tests.core.speech.audio_fuzz FIRST COUNT

Prints which file is being read, so that whoever started this knows where a crash was, and at the end what came of them all.
"""

import json
import resource
import sys
from collections import Counter

import numpy as np

from core.speech.audio import AudioError, read
from tests.core.speech import sounds

EXTREMES = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]


def seeds() -> list[bytes]:
    """A good file of each kind, short, some with several channels."""
    files = []
    for number, kind in enumerate(sounds.KINDS):
        rate = 8_000 if kind in ("amr", "3gp") else 48_000 if "opus" in kind or "webm" in kind else 22_050
        channels = 2 if number % 3 == 0 and rate != 8_000 else 1
        files.append(sounds.encode(kind, sounds.chirp(rate, 0.4, channels), rate))
    files.append(sounds.by_pyav("mp4", "aac", {}, sounds.chirp(48_000, 0.4, 8), 48_000, video=True))
    files.append(sounds.by_pyav("ogg", "libopus", {}, sounds.chirp(48_000, 0.4, 8), 48_000))
    return files


def place(size: int, rng: np.random.Generator) -> int:
    """Anywhere, but every second time among the first bytes, where headers are."""
    return int(rng.integers(size if rng.random() < 0.5 else min(size, 256)))


def flip(data: bytearray, others: list[bytes], rng: np.random.Generator) -> bytes:
    """One to thirty bits the other way round."""
    for _ in range(int(rng.integers(1, 31))):
        data[place(len(data), rng)] ^= 1 << int(rng.integers(8))
    return bytes(data)


def cut(data: bytearray, others: list[bytes], rng: np.random.Generator) -> bytes:
    """The beginning only."""
    return bytes(data[: place(len(data), rng)])


def double(data: bytearray, others: list[bytes], rng: np.random.Generator) -> bytes:
    """A block of it once more, or many times."""
    start, size = place(len(data), rng), int(rng.integers(1, 2000))
    return bytes(data[:start] + data[start : start + size] * int(rng.integers(2, 6)) + data[start + size :])


def leave_out(data: bytearray, others: list[bytes], rng: np.random.Generator) -> bytes:
    """A block gone, or zeros in its place."""
    start, size = place(len(data), rng), int(rng.integers(1, 500))
    return bytes(data[:start] + bytes(size * int(rng.integers(2))) + data[start + size :])


def edit(data: bytearray, others: list[bytes], rng: np.random.Generator) -> bytes:
    """One to four numbers of a header replaced by extreme ones."""
    for _ in range(int(rng.integers(1, 5))):
        size, start = int(rng.choice([1, 2, 4, 8])), place(len(data), rng)
        value = EXTREMES[rng.integers(len(EXTREMES))] if rng.random() < 0.7 else int(rng.integers(2**32))
        data[start : start + size] = (value % 256**size).to_bytes(size, "little" if rng.random() < 0.5 else "big")
    return bytes(data)


def splice(data: bytearray, others: list[bytes], rng: np.random.Generator) -> bytes:
    """The beginning of one and the end of another."""
    other = others[rng.integers(len(others))]
    return bytes(data[: place(len(data), rng)]) + other[place(len(other), rng) :]


MUTATIONS = (flip, flip, cut, double, leave_out, edit, edit, splice)


def mutated(number: int, files: list[bytes]) -> bytes:
    """The corrupted file of this number, always the same."""
    rng = np.random.default_rng([17, number])
    data = files[number % len(files)]
    for _ in range(int(rng.integers(1, 4))):
        data = MUTATIONS[rng.integers(len(MUTATIONS))](bytearray(data or b"\0"), files, rng)
    return data


def main(first: int, count: int) -> None:
    files = seeds()
    for data in files:
        read(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ends = Counter()
    for number in range(first, first + count):
        data = mutated(number, files)
        print(number, flush=True)
        try:
            clip = read(data)
            good = (
                clip.samples.dtype == np.float32 and np.isfinite(clip.samples).all() and np.abs(clip.samples).max() <= 1
            )
            ends["clip" if good else "bad clip"] += 1
        except AudioError as error:
            ends[error.key] += 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"ends": ends, "grown": grown}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
