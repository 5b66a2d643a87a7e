"""What a letter of a text is and where it stands: what a probe is asked to read off a network's states.

A property has classes; at letters where it says nothing its class is `training.IGNORE`.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from core.recurrent.beside import agreement
from core.recurrent.nested import BRACKETS, QUOTES, VERBS
from core.recurrent.options import PROPERTIES
from core.training import IGNORE
from core.vocab import Vocabulary

__all__ = ["PROPERTIES", "classes", "labels", "of_letters", "of_sentence"]

LETTERS = ("next", "now", "before")  # whose classes are the vocabulary's symbols
PLACES = 6  # 0 outside of a word, its first, second, … letter, the fifth or a later one
MARKS = ("", *BRACKETS, *QUOTES)  # none open, or the one that has to be closed first
NUMBERS = tuple(VERBS)  # of a sentence's first noun, from the letter after it until its verb begins
OF_SENTENCES = ("open", "number")  # what only sentences of the made language have


def classes(name: str, vocabulary: Vocabulary) -> int:
    """How many classes a property has."""
    return len(labels(name, vocabulary))


def labels(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the classes of a property are called."""
    numbers = tuple(map(str, range(PLACES)))
    return {"place": numbers, "open": MARKS, "number": NUMBERS}.get(name, vocabulary.symbols)


def of_letters(tokens: Sequence[str], vocabulary: Vocabulary) -> dict[str, Tensor]:
    """What every letter has, (T,) each: the one that comes next, itself, the one before, and its place in its word."""
    ids = torch.tensor(vocabulary.encode(tokens))
    found, place, places = {name: torch.full_like(ids, IGNORE) for name in LETTERS}, 0, []
    found["next"][:-1], found["now"][:], found["before"][1:] = ids[1:], ids, ids[:-1]
    for token in tokens:
        place = min(place + 1, PLACES - 1) if token.isalpha() else 0
        places.append(place)
    return found | {"place": torch.tensor(places)}


def of_sentence(tokens: Sequence[str]) -> dict[str, Tensor]:
    """What only a sentence of the made language has, (T,) each: which mark is open after each letter, the first noun's number."""
    text, marks, opened = "".join(tokens), [], []
    for token in tokens:
        if opened and token == (BRACKETS | QUOTES)[opened[-1]]:
            opened.pop()
        elif token in MARKS[1:]:
            opened.append(token)
        marks.append(MARKS.index(opened[-1] if opened else ""))
    numbers, place = torch.full((len(tokens),), IGNORE), agreement(text)
    if place and len(text) == len(tokens):
        noun, verb = place
        numbers[noun + 1 : verb] = int(text[noun].lower() == "s")  # no singular of the language ends so
    return {"open": torch.tensor(marks), "number": numbers}
