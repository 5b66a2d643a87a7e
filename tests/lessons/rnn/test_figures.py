"""The figures on the fixed window keep the numbers of the results."""

import numpy as np

from app.lessons.recurrent.rnn import figures

WORDS = {name: name for name in ("weights", "window", "position")}


def test_growth_and_likeness_keep_their_numbers():
    T = np.arange(1, 4)
    figure = figures.growth(T, T * 100, T * 0 + 7, WORDS, "light")
    assert figure.data[0].y.tolist() == [100, 200, 300] and figure.data[1].y.tolist() == [7, 7, 7]
    assert figures.alike(np.eye(3), WORDS, "dark").data[0].z.tolist() == np.eye(3).tolist()
