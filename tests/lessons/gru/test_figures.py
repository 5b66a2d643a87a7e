"""The figure of what is kept: its numbers are the results', its size is small, markup is not taken from text."""

import numpy as np
import pytest

from app.lessons.recurrent.gru import figures
from app.theme import THEMES

WORDS = {name: name for name in ("symbol", "unit")}


@pytest.mark.parametrize("theme", THEMES)
def test_kept_sorts_units_by_what_they_keep(theme):
    shares = np.array([[1, 1, 1], [0.2, 0.9, 0.5], [0.1, 0.8, 0.2]], dtype=np.float32)
    figure = figures.kept(shares, ["a", "<b>", " "], WORDS, theme)
    assert figure.data[0].z.tolist() == [[100, 90, 80], [100, 50, 20], [100, 20, 10]]
    assert figure.data[0].customdata[:, 0].tolist() == [1, 2, 0]
    assert list(figure.layout.xaxis.ticktext) == ["a", "&lt;b&gt;", "·"]


def test_figures_are_small():
    shares = np.random.default_rng(0).random((200, 128)).astype(np.float32)
    assert len(figures.kept(shares, ["x"] * 200, WORDS, "light").to_json()) < 1_000_000
