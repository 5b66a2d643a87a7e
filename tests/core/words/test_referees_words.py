"""The referee of the lesson on analogies: scikit-learn's answers are ours, and another question's are not."""

from __future__ import annotations

import numpy as np
import pytest

from core.referees import words as referees
from core.words import analogy, equation, library


@pytest.mark.parametrize("exclude", [True, False])
@pytest.mark.parametrize("method", ["add", "mul", "euclid"])
@pytest.mark.parametrize("text", ["king - man + woman", "dog", "king + woman + young - man - old"])
def test_scikit_learn_finds_the_same(text: str, method: str, exclude: bool) -> None:
    wv = library.load("glove")
    terms = equation.parse(text)
    ours = analogy.solve(wv, terms, method, exclude)
    theirs = referees.nearest(wv, terms, method, exclude)
    assert list(ours.words) == [word for word, _ in theirs]
    # Euclid's distance of a word from itself is the root of rounding: ‖w‖² − 2 w·x + ‖x‖² in single precision
    np.testing.assert_allclose(ours.scores, [score for _, score in theirs], atol=5e-3 if method == "euclid" else 2e-6)


def test_it_notices_a_wrong_method() -> None:
    wv = library.load("glove")
    terms = equation.parse("king - man + woman")
    ours = analogy.solve(wv, terms, "add")
    theirs = referees.nearest(wv, terms, "mul")
    assert max(abs(a - b) for a, (_, b) in zip(ours.scores, theirs, strict=True)) > 0.01
