"""Language models of words and of letters, trained on the same everyday English.

from core.recurrent import language

model = language.load("words")            # or "letters"
model.log_probs(["how", "are"])           # natural logs of P(next word), (V,)
model.score("How are you?").bits          # −log₂ P of the sentence
"""

from core.recurrent.language.models import LanguageModel, LetterModel, WordModel, load

__all__ = ["LanguageModel", "LetterModel", "WordModel", "load"]
