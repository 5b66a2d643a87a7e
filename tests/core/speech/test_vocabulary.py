"""The words that may be said: those that ship, and a visitor's."""

import pytest

from core.errors import UserError
from core.recipes import recognizer_data
from core.speech import letters, vocabulary
from core.speech.presets import sentences
from core.speech.spelling import WordModel


def test_every_clip_can_be_said_with_them():
    """Letter by letter down the tree of the words; and nothing else can."""
    model = WordModel(vocabulary.shipped())

    def possible(text: str) -> bool:
        state = model.start
        for symbol in letters.encode(text):
            if model.scores(state)[symbol] == -float("inf"):
                return False
            state = model.advance(state, symbol)
        return model.end(state) > -float("inf")

    assert all(possible(one.said) for one in sentences().values())
    assert possible("stop go forward nine") and not possible("stopgo") and not possible("forwar") and not possible("zz")
    assert vocabulary.DIGITS == recognizer_data.DIGITS


def test_a_list_of_ones_own():
    assert vocabulary.own("Ten, jack; of\nCLUBS of don’t") == ("ten", "jack", "of", "clubs", "don't")
    assert len(vocabulary.own(" ".join("a" * n for n in range(1, 201)))) == 200
    for text in ("", " 12 ? ", "' '"):
        with pytest.raises(UserError, match="ctc.no_words"):
            vocabulary.own(text)
    with pytest.raises(UserError, match=r"too_many_words.*201"):
        vocabulary.own(" ".join("a" * n for n in range(1, 202)))
