"""Everyday English sentences for the two language models: which are trained on, which are held out.

The sentences are not part of the project. They are the English sentences of Tatoeba, one a line; anyone finds them
under "Downloads" at tatoeba.org (CC BY 2.0 FR), or as the English side of the sentence pairs at manythings.org/anki.

Many of them differ in one word only ("I bought a pair of shoes", "… of boots"). What is held out is *far*: no sentence of the
training is within one word of it, be it another word, one more or one less.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from core.recurrent.language.text import split

Words = tuple[str, ...]
LONGEST = 30  # words and marks
DEV, TEST = range(3, 5), range(3)  # of a hundred
GAP = "\0"


def read(path: Path) -> dict[str, list[Words]]:
    """train, dev and test: sentences as words, none of dev or test within one word of one in train."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    parts: dict[str, list[Words]] = {"train": [], "dev": [], "test": []}
    with opened as lines:
        for line in lines:
            tokens = tuple(split(line.strip()))
            if 1 <= len(tokens) <= LONGEST:
                parts[_part(tokens)].append(tokens)
    near = set().union(*(around(without_marks(s)) for s in parts["train"]))
    far = {name: [s for s in parts[name] if not around(without_marks(s)) & near] for name in ("dev", "test")}
    return {"train": parts["train"]} | far


def without_marks(sentence: Iterable[str]) -> Words:
    """The words alone."""
    return tuple(word for word in sentence if word[0].isalnum())


def _part(tokens: Words) -> str:
    place = crc32(" ".join(without_marks(tokens)).encode()) % 100
    return "test" if place in TEST else "dev" if place in DEV else "train"


def around(words: Words) -> set[Words]:
    """Patterns of which two sentences share one exactly when one word makes one of them the other.

    A gap in place of a word, or put in between two: another word leaves the same pattern with a gap, and so does the one
    sentence with a gap between two words and the other with a gap in place of the word more.
    """
    return set(_patterns(words))


def _patterns(words: Words) -> Iterator[Words]:
    yield words
    for i in range(len(words) + 1):
        yield (*words[:i], GAP, *words[i:])
        if i < len(words):
            yield (*words[:i], GAP, *words[i + 1 :])
