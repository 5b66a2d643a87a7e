"""Free running: the model reads what it has written itself, x⟨t+1⟩ = its own likeliest symbol, and not the given text."""

from __future__ import annotations

from collections.abc import Sequence

from core.recurrent.language.models import LanguageModel, LetterModel
from core.recurrent.language.text import spelling, split
from core.vocab import EOS, UNK

WORDS, LETTERS = 20, 100  # at the most, the given ones too, where the model comes to no end


def words(model: LanguageModel, given: Sequence[str]) -> tuple[str, ...]:
    """The words given, and after them what the model writes by itself, put together to words for the letter model."""
    if not isinstance(model, LetterModel):
        return tuple(write(model, given, max(WORDS, len(given))))
    letters = [letter for group in spelling(given) for letter in group]
    return tuple(split("".join(write(model, letters, max(LETTERS, len(letters)), model.ends if letters else None))))


def write(model: LanguageModel, given: Sequence[str], limit: int, first: Sequence[int] | None = None) -> list[str]:
    """The symbols given, and after them the likeliest one each time, <UNK> left out, up to <EOS> or ``limit`` symbols.

    first: the places of what alone may come first, where a word that was given must not be written on.
    """
    symbols, unk = model.vocabulary.symbols, model.vocabulary.index[UNK]
    logs, state = model.advance(None, None)
    text: list[str] = []
    while len(text) < limit:
        if len(text) < len(given):
            following = given[len(text)]
        else:
            may = [i for i in range(len(logs)) if i != unk] if first is None or len(text) > len(given) else first
            following = symbols[max(may, key=logs.__getitem__)]
        if following == EOS:
            break
        text.append(following)
        logs, state = model.advance(state, following)
    return text
