"""Language models of words and of letters, trained on the same everyday English.

from core.recurrent import language

model = language.load("words")            # or "letters", "shakespeare"
model.log_probs(["how", "are"])           # natural logs of P(next word), (V,)
model.score("How are you?").bits          # −log₂ P of the sentence
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.recurrent.language.models import LetterModel, WordModel


def load(name: str) -> WordModel | LetterModel:
    """The shipped model of "words", of "letters" or of "shakespeare"'s letters; KeyError for any other name."""
    from core.recurrent.language import models  # torch is loaded with it; results alone must not wait for that

    return models.load(name)
