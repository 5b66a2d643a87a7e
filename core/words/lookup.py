"""A word's vector by the product E · o with its one-hot vector, by looking its column up, and how long both take.

E (E, V) has a word's vector e in each column. o (V,) is 0 everywhere but at the word, where it is 1; so E · o is that column,
to the last bit: every other number is multiplied by 0 and added.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.words import library
from core.words.results import Clocks, Given

SIZES = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
ROUND = 0.004  # seconds that a round of calls takes at least
ROUNDS = 7
SEED = 1
MOST = 60_000_000  # numbers of a matrix that is measured


def one_hot(row: int, size: int) -> np.ndarray:
    """o (V,): 1 at the word's place, 0 everywhere else. IndexError for a place that there is not."""
    if not 0 <= row < size:
        raise IndexError(f"no word {row} among {size}")
    o = np.zeros(size, dtype=np.float32)
    o[row] = 1
    return o


def product(E: np.ndarray, o: np.ndarray) -> np.ndarray:
    """e = E · o (E,): E · V multiplications."""
    return E @ o


def look_up(E: np.ndarray, row: int) -> np.ndarray:
    """e (E,), copied from column `row` of E: no multiplication."""
    return E[:, row].copy()


def widened(vectors: np.ndarray, size: int) -> np.ndarray:
    """E (E, V): the first V of the vectors (words, E), and random columns where there are not so many."""
    known = min(size, len(vectors))
    table = np.empty((size, vectors.shape[1]), dtype=np.float32)
    table[:known] = vectors[:known]
    table[known:] = random_columns(known, size, vectors.shape[1], float(vectors.std()))
    return table.T


def random_columns(first: int, last: int, dimensions: int, spread: float) -> np.ndarray:
    """The columns `first` … `last` − 1 (n, E) that are made up: uniform, of that standard deviation. A column is the same
    however many are asked for at once, as Philox can be moved ahead, by four numbers a step."""
    steps = -(-dimensions // 4)
    rng = np.random.Generator(np.random.Philox(key=SEED).advance(first * steps))
    drawn = rng.random((last - first, 4 * steps))[:, :dimensions]
    return (spread * 3**0.5 * (2 * drawn - 1)).astype(np.float32)


@dataclass(frozen=True)
class Measuring:
    """How far it is."""

    step: int
    steps: int


def clocks(
    vectors: np.ndarray, sizes: Sequence[int] = SIZES, measure: Callable[[Callable[[], object]], float] | None = None
) -> Iterator[Measuring | Clocks]:
    """Measure both on this machine for each V, last of all giving the `Clocks`. vectors (words, E).

    The word is that of the middle column; which one makes no difference. measure: microseconds of a call.
    V stops where E would have more than 60 million numbers.
    """
    measure = measure or microseconds
    sizes = [size for size in sizes if size * vectors.shape[1] <= MOST]
    times: list[tuple[float, float]] = []
    for size in sizes:
        yield Measuring(len(times), len(sizes))
        E, row = widened(vectors, size), size // 2
        o = one_hot(row, size)
        times.append((measure(lambda E=E, o=o: product(E, o)), measure(lambda E=E, row=row: look_up(E, row))))
    found = np.array(times)
    yield Clocks(np.array(sizes), found[:, 0], found[:, 1], vectors.shape[1])


def microseconds(call: Callable[[], object]) -> float:
    """The least time of a call, of some rounds in which it is made many times."""
    timer = timeit.Timer(call)
    calls = 1
    while (taken := timer.timeit(calls)) < ROUND:
        calls = max(2 * calls, int(1.2 * calls * ROUND / max(taken, 1e-9)))
    return 1e6 * min(taken, *timer.repeat(ROUNDS - 1, calls)) / calls


def job(description: tuple[str, Given | None, str]) -> Iterator[Measuring | Clocks]:
    """The clocks of vectors that ship, or of those given instead; the last item tells one measurement from the next."""
    name, given, _ = description
    yield from clocks(library.of(name, given).vectors)
