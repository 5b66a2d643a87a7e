"""Product and look-up, held to the last bit, and by PyTorch's layers; the clocks, with a measure that is put in."""

import timeit
from functools import partial

import numpy as np
import pytest
import torch
from torch.nn import functional

from core.words import library, lookup

ODD_ROWS = (0, 1, 3200, 50_101)


@pytest.fixture(scope="module")
def wv():
    return library.load("glove")


def test_the_product_is_the_column_to_the_last_bit_for_every_word(wv):
    E = lookup.widened(wv.vectors, len(wv))
    step = 2000
    for first in range(0, len(wv), step):  # many one-hot vectors at once: the same product, column by column
        rows = np.arange(first, min(first + step, len(wv)))[:: 1 if first == 0 else 37]
        o = np.zeros((len(wv), len(rows)), np.float32)
        o[rows, np.arange(len(rows))] = 1
        np.testing.assert_array_equal(E @ o, wv.vectors[rows].T)
    for row in ODD_ROWS:
        o = lookup.one_hot(row, len(wv))
        assert lookup.product(E, o).tobytes() == lookup.look_up(E, row).tobytes() == wv.vectors[row].tobytes()
        assert functional.embedding(torch.tensor(row), torch.tensor(wv.vectors)).numpy().tobytes() == (
            lookup.look_up(E, row).tobytes()
        )


def test_a_look_up_is_a_copy(wv):
    E = lookup.widened(wv.vectors, 100)
    found = lookup.look_up(E, 5)
    found[:] = 0
    assert np.abs(E[:, 5]).sum() > 0


@pytest.mark.parametrize(("row", "size"), [(-1, 10), (10, 10), (0, 0)])
def test_a_word_without_a_place_has_no_one_hot_vector(row, size):
    with pytest.raises(IndexError):
        lookup.one_hot(row, size)


def test_the_columns_beyond_are_random_and_the_same_each_time(wv):
    E = lookup.widened(wv.vectors, 52_000)
    np.testing.assert_array_equal(E[:, : len(wv)], wv.vectors.T)
    made = lookup.random_columns(len(wv), 52_000, wv.dimensions, float(wv.vectors.std()))
    np.testing.assert_array_equal(E[:, len(wv) :].T, made)
    np.testing.assert_array_equal(
        made[500:600], lookup.random_columns(len(wv) + 500, len(wv) + 600, 50, float(wv.vectors.std()))
    )
    assert made.std() == pytest.approx(wv.vectors.std(), rel=0.02) and abs(made.mean()) < 0.01
    assert len(np.unique(made)) > 0.9 * made.size


def test_the_clocks_measure_each_size_once_and_stop_at_what_is_too_large():
    vectors, asked = np.zeros((30, 700), np.float32), []

    def measure(call):
        asked.append(call())
        return float(len(asked))

    *steps, last = lookup.clocks(vectors, (10, 100, 100_000), measure)
    assert [(step.step, step.steps) for step in steps] == [(0, 2), (1, 2)], (
        "100,000 columns of 700 numbers are too many"
    )
    assert last.sizes.tolist() == [10, 100] and last.product.tolist() == [1, 3] and last.lookup.tolist() == [2, 4]
    assert last.dimensions == 700 and all(found.shape == (700,) for found in asked)
    for by_product, by_place in zip(asked[::2], asked[1::2], strict=True):
        np.testing.assert_array_equal(by_product, by_place)


def test_microseconds_are_those_of_one_call(monkeypatch):
    now = [0.0]

    def call():
        now[0] += 25e-6  # a clock that each call moves by 25 µs

    monkeypatch.setattr(lookup.timeit, "Timer", partial(timeit.Timer, timer=lambda: now[0]))
    assert lookup.microseconds(call) == pytest.approx(25.0)
