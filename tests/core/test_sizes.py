"""How much memory a value holds: the parts that weigh, each once."""

import sys
from dataclasses import dataclass

import numpy as np
import pytest
import torch

from core.sizes import size_of
from core.words.vectors import WordVectors

ROWS = np.random.default_rng(0).normal(size=(1000, 50)).astype(np.float32)  # 200,000 bytes


@dataclass(frozen=True)
class Config:
    words: tuple[str, ...]
    rows: np.ndarray


class Slotted:
    __slots__ = ("rows",)

    def __init__(self, rows: np.ndarray) -> None:
        self.rows = rows


@pytest.mark.parametrize(
    ("value", "bytes_"),
    [
        (bytes(70_000), 70_000),
        ("é" * 70_000, 70_000),
        ("漢" * 70_000, 140_000),
        (ROWS.copy(), 200_000),
        (ROWS.astype(np.float16), 100_000),
        (torch.zeros(50_000), 200_000),
        ([bytes(30_000), bytes(40_000)], 70_000),
        ({"a": bytes(30_000), bytes(40_000): None}, 70_000),
        ({bytes(30_000), "b"}, 30_000),
        (Config(("a" * 30_000, "b" * 40_000), ROWS.copy()), 270_000),
        (Slotted(ROWS.copy()), 200_000),
        (np.array([bytes(30_000), "x" * 40_000], dtype=object), 70_000),
        (memoryview(bytes(70_000)), 70_000),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_weighs_is_counted(value: object, bytes_: int):
    assert bytes_ <= size_of(value) <= bytes_ + 2000


def test_small_things_count_too():
    """A hundred thousand words weigh many times their letters."""
    words = [f"{number:05}" for number in range(100_000)]
    assert size_of(words) == sys.getsizeof(words) + sum(map(sys.getsizeof, words)) > 10 * 5 * 100_000


def test_what_is_there_twice_counts_once():
    rows = ROWS.copy()
    assert size_of({"a": rows, "b": [rows, rows]}) < 201_000
    loop: list = [rows]
    loop.append(loop)
    assert size_of(loop) < 201_000


def test_a_part_of_an_array_counts_with_what_it_keeps_alive():
    rows = ROWS.copy()
    assert size_of(rows[:1]) > 200_000
    assert size_of([rows[:500], rows[500:]]) < 201_000
    assert 200_000 < size_of(np.frombuffer(bytes(200_000), np.uint8)[:10]) < 201_000


def test_vectors_count_with_words_index_and_what_was_made_of_them():
    vectors = WordVectors([f"w{row}" for row in range(1000)], ROWS)
    before = size_of(vectors)
    assert before > ROWS.nbytes + size_of(vectors.words) + sys.getsizeof(vectors.index)
    assert size_of(vectors) == before
    vectors.similarity("w1", "w2")
    assert ROWS.nbytes <= size_of(vectors) - before < ROWS.nbytes + 6000, "and the same once more, at length 1"
