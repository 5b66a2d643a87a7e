"""The figure of accuracy against distance: its numbers are the results', and cells are told apart without colour."""

import pytest

from app.lessons.recurrent.lstm import figures
from app.theme import THEMES

BINS = {
    cell: [{"kind": "bracket", "from": 0, "below": 10, "correct": n, "count": 100}, {"kind": "quote", "from": 0}]
    for cell, n in (("rnn", 40), ("gru", 80), ("lstm", 99))
}
WORDS = {name: name for name in ("distance", "accuracy", "chance")}


@pytest.mark.parametrize("theme", THEMES)
def test_accuracy_shows_the_shares_of_one_kind(theme):
    figure = figures.accuracy_by_distance(BINS, "bracket", WORDS, theme)
    assert [trace.name for trace in figure.data] == ["RNN", "GRU", "LSTM"]
    assert [round(float(trace.y[0]), 2) for trace in figure.data] == [0.4, 0.8, 0.99]
    assert len({trace.line.dash for trace in figure.data}) == 3, "told apart without colour"
    error = figure.data[0].error_y.array[0]
    assert error == pytest.approx(1.96 * (0.4 * 0.6 / 100) ** 0.5, rel=1e-5)
    assert figure.layout.shapes[0].y0 == pytest.approx(1 / 3)
