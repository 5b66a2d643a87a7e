"""The words that may be said."""

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
