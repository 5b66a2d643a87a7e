"""The figures on the fixed window keep the numbers of the results."""

import numpy as np

from app import i18n
from app.lessons.recurrent.rnn import figures
from core.recurrent import why

WORDS = {name: name for name in ("weights", "window", "position", "place", "right", "chance")}


def test_growth_and_likeness_keep_their_numbers():
    T = np.arange(1, 4)
    figure = figures.growth(T, T * 100, T * 0 + 7, WORDS, "light")
    assert figure.data[0].y.tolist() == [100, 200, 300] and figure.data[1].y.tolist() == [7, 7, 7]
    assert figures.alike(np.eye(3), WORDS, "dark").data[0].z.tolist() == np.eye(3).tolist()


def test_the_chart_by_place_keeps_its_numbers():
    window, rnn = np.array([1, 1, 0.4, 0.3]), np.array([1, 1, 0.9, 0.8])
    figure = figures.by_place(window, rnn, 2, WORDS, "light")
    assert np.allclose(figure.data[0].y, window) and np.allclose(figure.data[1].y, rnn)
    assert figure.data[0].x.tolist() == [1, 2, 3, 4] and figure.layout.shapes[0].x0 == 2.5


def test_what_the_text_says_of_the_window_is_what_its_card_says():
    said = i18n.lesson_text("rnn", "en").get("why")
    found = why.compare(why.EXAMPLE)
    assert (found.window[:12] == 1).all() and (found.rnn[:12] == 1).all()
    assert f"right for {100 * found.window[12:].mean():.0f} in 100" in said
    assert f"the RNN for {100 * found.rnn[12:].mean():.0f}" in said
    inside, beyond = found.alike[:12, :12], found.alike[12:, 12:]
    alike = inside[~np.eye(12, dtype=bool)].mean()
    assert f"alike ({alike:.2f})".replace("0.", ".") in said and abs(beyond[~np.eye(12, dtype=bool)].mean()) < 0.05
