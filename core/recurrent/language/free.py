"""Free running: the model reads what it has written itself, x⟨t+1⟩ = its own likeliest word, and not the given text."""

from __future__ import annotations

from collections.abc import Sequence

from core.recurrent.language.models import LanguageModel
from core.vocab import EOS, UNK

LIMIT = 20


def write(model: LanguageModel, given: Sequence[str], limit: int = LIMIT) -> list[str]:
    """The symbols given, and after them the likeliest one each time, <UNK> left out, up to <EOS> or ``limit`` symbols."""
    text, symbols = list(given), model.vocabulary.symbols
    unk = model.vocabulary.index[UNK]
    while len(text) < limit:
        logs = model.log_probs(text)
        logs[unk] = -float("inf")
        following = symbols[int(logs.argmax())]
        if following == EOS:
            break
        text.append(following)
    return text
