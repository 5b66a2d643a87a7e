"""How far back a change still moves what comes next: in letters, so that words and letters can be compared.

Each symbol before the open word is replaced, one at a time, by those that the model itself finds likeliest there besides it.
How much that moves P(next) is the total variation distance ½ Σ |p − p'|, from 0 (nothing) to 1 (wholly another expectation),
the mean over the replacements.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.recurrent.language.models import LanguageModel, LetterModel, WordModel
from core.recurrent.language.text import spelling
from core.recurrent.results.language import Reach
from core.vocab import EOS, UNK

OTHERS, PLACES = 3, 40


def of_words(model: WordModel, words: Sequence[str], at: int) -> Reach:
    """What each of the words before place ``at`` does to the word expected there."""
    starts = np.cumsum([0, *map(len, spelling(words))])
    space = len(_space(words, at))
    return Reach(starts[at] + space - starts[:at], _moved(model, list(words[:at]), range(at)))


def of_letters(model: LetterModel, words: Sequence[str], at: int) -> Reach:
    """What each letter before the word at place ``at`` does to its first letter; `PLACES` of them where there are more."""
    groups = spelling(words)
    letters = [letter for group in groups[:at] for letter in group] + _space(words, at)
    places = np.unique(len(letters) - np.geomspace(1, max(1, len(letters)), PLACES).round().astype(int))
    return Reach(len(letters) - places, _moved(model, letters, places))


def _space(words: Sequence[str], at: int) -> list[str]:
    """The space before the word at this place, where there is one."""
    return [" "] if spelling(words)[at][0] == " " else []


def _moved(model: LanguageModel, symbols: list[str], places: Sequence[int]) -> np.ndarray:
    if not len(places) or not symbols:
        return np.zeros(0)
    logs = model.read([symbols])[0]
    changes = [(int(i), other) for i in places for other in _others(model, logs[i], symbols[i])]
    expected = np.exp(model.read_last_changed(symbols, changes))
    return (np.abs(expected - np.exp(logs[-1])).sum(axis=1) / 2).reshape(len(places), OTHERS).mean(axis=1)


def _others(model: LanguageModel, logs: np.ndarray, symbol: str) -> list[str]:
    """The likeliest symbols besides the one that is there."""
    best = (model.vocabulary.symbols[k] for k in np.argsort(-logs, kind="stable")[: OTHERS + 3])
    return [other for other in best if other not in (symbol, EOS, UNK)][:OTHERS]
