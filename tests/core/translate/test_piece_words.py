"""Words from pieces against the sentence split by Python, and their weights against sums by hand."""

import re

import numpy as np
import pytest

from core.translate import models
from core.translate.characters import Characters
from core.translate.words import by_word, spelling, word_at, words

SENTENCES = (
    "The journalist asked the mayor a difficult question.",
    "Well, she didn't want to wake the neighbour's 3 children!",
    "안녕하세요 🙂 مرحبا xqzt",
    "a",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_words_are_those_of_the_sentence(text, language):
    pieces, _ = models.subwords(language).read(text)
    found = words(pieces)
    assert [spelling(pieces, word) for word in found] == re.findall(r"\w+|[^\w\s]", text)
    assert sorted(i for word in found for i in word) == list(range(len(pieces) - 1)), "each piece in one word, in order"


def test_a_date_is_read_by_characters():
    pieces, _ = Characters.of(["4/3/20"]).read("4/3/20", "en_GB")
    assert pieces[0] == "<en_GB>"
    assert words(pieces) == ((1,), (2,), (3,), (4,), (5,), (6,))


def test_weights_of_words_are_sums():
    alpha = np.array([[0.1, 0.2, 0.3, 0.4], [0.5, 0.0, 0.25, 0.25]])
    assert by_word(alpha, ((0, 2), (1,))) == pytest.approx(np.array([[0.4, 0.2], [0.75, 0.0]]))
    assert by_word(alpha[0], ((3,),)) == pytest.approx([0.4])


def test_the_word_at_a_piece():
    places = ((1,), (2, 4), (5,))
    assert [word_at(places, piece) for piece in (1, 2, 4, 5)] == [(1,), (2, 4), (2, 4), (5,)]
    assert word_at(places, 3) == word_at(places, None) == (2, 4), "the second where it is in none"
    assert word_at(((7,),), 0) == (7,)
