"""The network without a memory: one word in, one answer out."""

from __future__ import annotations

import numpy as np
import pytest

from core.errors import UserError
from core.recurrent.one_word import OneWord
from core.recurrent.sentiment import Sentiment
from core.referees.sentiment import check_word

POSITIVE, NEGATIVE = ("loved", "great", "delicious", "amazing", "good"), ("bad", "terrible", "waste", "crap")


def by_hand(word: str) -> float:
    """σ(w·tanh(W e_x + b_1) + b_2), in numpy."""
    one = OneWord.load()
    W, b_1, w, b_2 = (getattr(one.network, name).double().numpy() for name in ("W", "b_1", "w", "b_2"))
    e = one.glove[word] if word in one.glove else np.zeros(50)
    return float(1 / (1 + np.exp(-(w @ np.tanh(W @ e + b_1) + b_2[0]))))


@pytest.mark.parametrize("word", [*POSITIVE, *NEGATIVE, "the", "zxqv", "👍", "영화", "a" * 5000], ids=lambda w: w[:9])
def test_the_formula(word: str) -> None:
    read = OneWord.load().read(word)
    assert read.probability == pytest.approx(by_hand(word), abs=1e-6)
    assert read.is_all and read.word == word
    assert read.known == (word in OneWord.load().glove)
    (compared,) = check_word(word)
    assert compared.difference < 1e-6


def test_it_tells_the_one_from_the_other() -> None:
    p = OneWord.load().read_all([*POSITIVE, *NEGATIVE])
    assert p[: len(POSITIVE)].min() > 0.7 and p[len(POSITIVE) :].max() < 0.3
    assert 0.4 < OneWord.load().read("the").probability < 0.6


@pytest.mark.parametrize(("word", "label"), [("marvelous", 1), ("luscious", 1), ("deplorable", 0), ("inept", 0)])
def test_a_word_that_was_in_no_sentence_has_an_answer_too(word: str, label: int) -> None:
    assert word not in Sentiment.load().index and OneWord.load().read(word).known
    assert (OneWord.load().read(word).probability > 0.5) == label


def test_of_several_words_the_first_is_read() -> None:
    read = OneWord.load().read("Loved every minute")
    assert (read.word, read.is_all) == ("Loved", False)
    assert read.probability == OneWord.load().read("loved").probability


def test_all_words_at_once_are_each_by_itself() -> None:
    words = ["The", "food", "was", "n't", "bad", "👍"]
    alone = [OneWord.load().read(word).probability for word in words if word != "n't"]
    together = OneWord.load().read_all(words)
    np.testing.assert_allclose(np.delete(together, 3), alone, rtol=0, atol=1e-6)
    assert together[3] == pytest.approx(by_hand("n't"), abs=1e-6)


def test_nothing_typed() -> None:
    with pytest.raises(UserError) as error:
        OneWord.load().read(" ")
    assert error.value.key == "shapes.empty"
