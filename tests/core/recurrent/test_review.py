"""One review by all that read words, and the referees of the shapes: each column by its own front door."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.errors import UserError
from core.recurrent import shapes
from core.recurrent.bag import Bag
from core.recurrent.one_word import OneWord
from core.recurrent.options import SHAPES
from core.recurrent.results.review import Review
from core.recurrent.review import review
from core.recurrent.sentiment import Sentiment
from core.recurrent.tagger import Tagger
from core.referees import shapes as referees

TEXT = "The food was not bad at all, said Maria."
INPUTS = {"one_one": "loved", "one_many": "M", "many_one": TEXT, "many_many": TEXT, "n_m": "3 Mar 2021"}


@pytest.mark.parametrize("text", [TEXT, "Not", "😀 안녕 <b>", "bad bad not bad"])
def test_every_column_is_what_its_own_network_says(text: str) -> None:
    found, sentiment, bag, one = review(text), Sentiment.load(), Bag.load(), OneWord.load()
    read = sentiment.read(text)
    assert found.words == read.words and found.is_all
    for t, word in enumerate(found.words):
        beginning = list(found.words[: t + 1])
        rest = [*found.words[:t], *found.words[t + 1 :]]
        assert found.alone[t] == pytest.approx(one.read_all([word])[0], abs=1e-6)
        assert found.so_far[t] == pytest.approx(sentiment.read_words(beginning).probability, abs=1e-6)
        assert found.bag[t] == pytest.approx(bag.read_words(beginning[::-1]).probability, abs=1e-9)
        if rest:
            assert found.without[t] == pytest.approx(sentiment.read_words(rest).probability, abs=1e-6)
    whole = bag.read(text)
    assert found.bias + found.given.sum() == pytest.approx(whole.logit, abs=1e-9)
    assert 1 / (1 + np.exp(-whole.logit)) == pytest.approx(found.bag[-1], abs=1e-9)
    assert found.tags == Tagger.load("forward").tag(list(found.words)).tags


@pytest.mark.parametrize(
    ("text", "word"),
    [(TEXT, "not"), ("The food was not good at all.", "not"), ("The food was bad.", "bad"), ("a", "a")],
)
def test_the_word_that_moves_it_most_is_found_by_looking_at_all(text: str, word: str) -> None:
    found = review(text)
    far = [abs(p - found.so_far[-1]) for p in found.without]
    assert found.mover == far.index(max(far)) and found.words[found.mover] == word
    np.testing.assert_allclose(found.moved, found.without - found.so_far[-1])


def test_it_is_the_word_that_moves_most_and_not_the_one_that_lifts_most() -> None:
    half = np.full(3, 0.5)
    made = Review(("a", "b", "c"), half, half, half, half, np.array([0.6, 0.1, 0.8]), ("O",) * 3)
    assert made.mover == 1


def test_nothing_is_no_review() -> None:
    with pytest.raises(UserError) as refused:
        review("  ")
    assert refused.value.key == "shapes.empty"


@pytest.mark.parametrize("text", ["3 März 2021 ★", "🙂", "昨日"])
def test_the_referee_reads_characters_that_the_dates_have_not(text: str) -> None:
    assert all(row.difference < 2e-5 for row in referees.check("n_m", text))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_referee_of_each_shape_agrees(shape: str) -> None:
    rows = referees.check(shape, INPUTS[shape], seed=3)
    close = 1e-3 if shape == "one_many" else 2e-5  # its chances are those of scores that are rounded to 1/1024
    assert rows and all(isinstance(row.difference, float) and row.difference < close for row in rows), rows


def test_there_is_no_sixth_shape() -> None:
    with pytest.raises(KeyError):
        referees.check("m_n", "x")


def test_the_referee_sees_another_name() -> None:
    run = shapes.run("one_many", "M", seed=3)
    box = run.boxes[1]
    wrong = replace(box, chances=tuple((symbol, p / 2) for symbol, p in box.chances))
    changed = replace(run, boxes=(run.boxes[0], wrong, *run.boxes[2:]))
    assert referees._name(changed)[1].difference > 0.01
