"""Prefix beam search against all paths written down, with and without a language model, and against itself cut short."""

import math

import numpy as np
import pytest

from core.referees.ctc import every_path
from core.speech import ctc
from core.speech.prefix_beam import prefix_beam, search
from tests.core.speech.random_frames import log_probs

ALL = 10**6  # wider than any beam here


class Bigrams:
    """Log-probabilities of each symbol after another, and of an end, weighted; what may not come is −∞."""

    start = 0

    def __init__(self, table: np.ndarray, weight: float, bonus: float):
        self.table, self.weight, self.bonus = table, weight, bonus

    def scores(self, state: int) -> np.ndarray:
        return self.weight * self.table[state, :-1] + self.bonus

    def advance(self, state: int, symbol: int) -> int:
        return symbol

    def end(self, state: int) -> float:
        return self.weight * self.table[state, -1]

    def of(self, labels: tuple[int, ...]) -> float:
        """All that is added to a label, by its definition."""
        pairs = zip((0, *labels), (*labels, -1), strict=True)
        return self.weight * sum(self.table[a, b] for a, b in pairs) + self.bonus * len(labels)


def bigrams(generator: np.random.Generator, symbols: int) -> Bigrams:
    table = np.log(generator.dirichlet(np.full(symbols + 1, 0.5), symbols))
    return Bigrams(table, float(generator.uniform(0.1, 2)), float(generator.normal()))


def test_an_exact_search_on_500_matrices():
    """Wide enough it finds every label with all its paths; the best is the best of all."""
    generator = np.random.default_rng(0)
    for _ in range(500):
        y = log_probs(generator, int(generator.integers(1, 7)), int(generator.integers(2, 5)))
        every, found = every_path(y), prefix_beam(y, ALL)
        assert len(found) == len(every.labels)
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
        assert found[0][0] == every.best_label
        for labels, score in found:
            assert math.exp(score) == pytest.approx(every.labels[labels][1], rel=1e-9)


def test_with_a_language_model():
    """The same with what the model adds to each label, its end among it."""
    generator = np.random.default_rng(1)
    for _ in range(200):
        symbols = int(generator.integers(2, 5))
        y, model = log_probs(generator, int(generator.integers(1, 6)), symbols), bigrams(generator, symbols)
        expected = {labels: math.log(p) + model.of(labels) for labels, (_, p, _) in every_path(y).labels.items()}
        found = prefix_beam(y, ALL, model)
        assert found[0][0] == max(expected, key=expected.get)
        assert dict(found) == pytest.approx(expected, abs=1e-9)


def test_what_a_model_forbids_is_not_found():
    generator = np.random.default_rng(2)
    model = bigrams(generator, 4)
    model.table[:, 2] = -np.inf
    for _ in range(50):
        found = prefix_beam(log_probs(generator, 8, 4), 10, model)
        assert found
        assert not any(2 in labels for labels, _ in found)


@pytest.mark.parametrize("width", [1, 2, 5, 20])
def test_a_narrow_beam_finds_no_more_than_there_is(width: int):
    """Never above what the trellis adds up, no label twice, never wider than asked, and every frame's beam in order."""
    generator = np.random.default_rng(3)
    for spread in (1.0, 3.0, 6.0):
        y = log_probs(generator, 60, 29, spread)
        found = search(y, width)
        assert found.kept.shape == (60, width)
        for frame in (0, 1, 20, 59):
            beam = found.at(frame)
            assert len({one.labels for one in beam}) == len(beam) <= width
            scores = [one.score for one in beam]
            assert scores == sorted(scores, reverse=True)
            for one in beam[:5]:
                assert one.log_probability <= -ctc.loss(y[: frame + 1], one.labels) + 1e-9


def test_a_label_that_comes_back_is_the_same_one():
    """Long searches in a narrow beam, where labels leave it and return: each label must stand there once."""
    generator = np.random.default_rng(4)
    for _ in range(30):
        y = log_probs(generator, 80, 4, 1.0)
        found = search(y, 6)
        for frame in range(80):
            beam = found.at(frame)
            assert len({one.labels for one in beam}) == len(beam)


def test_greedy_is_beaten():
    """Two frames, .6 for the blank and .4 for a: the beam finds a (.64) where the best path is empty."""
    y = np.log([[0.6, 0.4], [0.6, 0.4]])
    (best, score), (second, other) = prefix_beam(y, 8)
    assert (best, second) == ((1,), ())
    assert (math.exp(score), math.exp(other)) == (pytest.approx(0.64), pytest.approx(0.36))


def test_no_frame_and_no_width():
    with pytest.raises(ValueError, match="frame"):
        search(np.zeros((0, 4)), 3)
    with pytest.raises(ValueError, match="width"):
        search(np.zeros((3, 4)), 0)
