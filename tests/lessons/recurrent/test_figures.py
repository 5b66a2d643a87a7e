"""The figures of the recurrent lessons: their numbers are the results', their size is small, markup is not taken from text."""

import numpy as np
import pytest

from app.lessons.recurrent import figures
from app.theme import THEMES

BINS = {
    cell: [{"kind": "bracket", "from": 0, "below": 10, "correct": n, "count": 100}, {"kind": "quote", "from": 0}]
    for cell, n in (("rnn", 40), ("gru", 80), ("lstm", 99))
}
WORDS = {name: name for name in ("distance", "accuracy", "chance", "symbol", "unit", "weights", "window", "position")}


@pytest.mark.parametrize("theme", THEMES)
def test_accuracy_shows_the_shares_of_one_kind(theme):
    figure = figures.accuracy_by_distance(BINS, "bracket", WORDS, theme)
    assert [trace.name for trace in figure.data] == ["RNN", "GRU", "LSTM"]
    assert [round(float(trace.y[0]), 2) for trace in figure.data] == [0.4, 0.8, 0.99]
    assert len({trace.line.dash for trace in figure.data}) == 3, "told apart without colour"
    error = figure.data[0].error_y.array[0]
    assert error == pytest.approx(1.96 * (0.4 * 0.6 / 100) ** 0.5, rel=1e-5)
    assert figure.layout.shapes[0].y0 == pytest.approx(1 / 3)


@pytest.mark.parametrize("theme", THEMES)
def test_kept_sorts_units_by_what_they_keep(theme):
    shares = np.array([[1, 1, 1], [0.2, 0.9, 0.5], [0.1, 0.8, 0.2]], dtype=np.float32)
    figure = figures.kept(shares, ["a", "<b>", " "], WORDS, theme)
    assert figure.data[0].z.tolist() == [[100, 90, 80], [100, 50, 20], [100, 20, 10]]
    assert figure.data[0].customdata[:, 0].tolist() == [1, 2, 0]
    assert list(figure.layout.xaxis.ticktext) == ["a", "&lt;b&gt;", "·"]


def test_growth_and_likeness_keep_their_numbers():
    T = np.arange(1, 4)
    figure = figures.growth(T, T * 100, T * 0 + 7, WORDS, "light")
    assert figure.data[0].y.tolist() == [100, 200, 300] and figure.data[1].y.tolist() == [7, 7, 7]
    assert figures.alike(np.eye(3), WORDS, "dark").data[0].z.tolist() == np.eye(3).tolist()


def test_figures_are_small():
    shares = np.random.default_rng(0).random((200, 128)).astype(np.float32)
    assert len(figures.kept(shares, ["x"] * 200, WORDS, "light").to_json()) < 1_000_000
