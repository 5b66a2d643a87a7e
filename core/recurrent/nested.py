"""A small made language whose brackets, quotation marks and verbs depend on what stood far back.

A line is one sentence: *the old cat (near the dogs [by the tree]) is small.* A bracket must be closed by its like, a
quotation by the mark that opened it, and the verb agrees with the first noun, whatever number the nouns in between have.
How far apart the two ends stand is under control, so that one can measure how far back a network carries what it needs.
A sentence belongs to train, dev or test by a hash of itself: none of one split is in another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zlib import crc32

from core.vocab import UNK, Vocabulary

NOUNS = {"cat": "cats", "dog": "dogs", "tree": "trees", "king": "kings", "bird": "birds", "song": "songs"}
ADJECTIVES = ("old", "red", "small", "good")
PREPOSITIONS = ("near", "by", "of")
BRACKETS = {"(": ")", "[": "]"}
QUOTES = {'"': '"'}
CLOSERS = tuple(BRACKETS.values()) + tuple(QUOTES.values())
LONGEST = 16  # phrases between the noun and its verb
VERBS = {"singular": "is", "plural": "are"}

VOCABULARY = Vocabulary(("\n", " ", *"abcdefghijklmnopqrstuvwxyz", *'.,()[]"', UNK), lower=True)


WORDS = frozenset({"the", *NOUNS, *NOUNS.values(), *ADJECTIVES, *PREPOSITIONS, *VERBS.values()})


def is_made_of(text: str) -> bool:
    """Whether all words of the text, and all its marks, are the language's (it may still be no sentence of it)."""
    known = set(re.findall(r"[a-z]+", text.lower())) <= WORDS
    return known and set(text.lower()) <= set(VOCABULARY.symbols)


@dataclass(frozen=True)
class Dependency:
    """One thing to carry: from character ``opened`` to character ``closed``, where ``right`` and no ``wrong`` may stand."""

    kind: str  # "bracket", "quote" or "agreement"
    opened: int
    closed: int
    right: str
    wrong: tuple[str, ...]

    @property
    def distance(self) -> int:
        """How far apart the two ends stand, in characters."""
        return self.closed - self.opened


@dataclass(frozen=True)
class Sentence:
    """A sentence with its newline, and all that must be carried through it."""

    text: str
    dependencies: tuple[Dependency, ...]

    @property
    def split(self) -> str:
        """train (80 %), dev or test (10 % each), by a hash of the sentence."""
        return {0: "test", 1: "dev"}.get(crc32(self.text.encode()) % 10, "train")


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self.rng, self.text, self.dependencies = rng, "", []

    def noun_phrase(self, open_marks: str = "") -> str:
        """Write "the old cats", perhaps with the adjective in marks of its own, and give its number."""
        number = self.rng.choice(("singular", "plural"))
        singular, plural = self.rng.choice(list(NOUNS.items()))
        self.text += "the "
        if self.rng.random() < 0.4:
            free = [m for m in (*BRACKETS, *QUOTES) if m not in open_marks]
            adjective = self.rng.choice(ADJECTIVES)
            if free and self.rng.random() < 0.5:
                self.mark(self.rng.choice(free), lambda: self.write(adjective))
            else:
                self.write(adjective)
            self.text += " "
        self.text += singular if number == "singular" else plural
        return number

    def write(self, text: str) -> None:
        """Write that."""
        self.text += text

    def mark(self, mark: str, inside: Callable[[], object]) -> None:
        """Write what ``inside`` writes between this mark and its like."""
        opened, closer = len(self.text), (BRACKETS | QUOTES)[mark]
        self.text += mark
        inside()
        wrong = tuple(c for c in CLOSERS if c != closer)
        kind = "bracket" if mark in BRACKETS else "quote"
        self.dependencies.append(Dependency(kind, opened, len(self.text), closer, wrong))
        self.text += closer

    def fill(self, phrases: int, open_marks: str) -> None:
        """Write that many prepositional phrases, putting some of them into brackets or quotes of their own."""
        while phrases > 0:
            free = [m for m in (*BRACKETS, *QUOTES) if m not in open_marks]
            if phrases > 1 and free and self.rng.random() < 0.35:
                mark = self.rng.choice(free)
                inside = self.rng.randint(1, phrases - 1)
                self.text += " "
                self.enclose(mark, inside, open_marks)
                phrases -= inside
            else:
                self.text += " " + self.rng.choice(PREPOSITIONS) + " "
                self.noun_phrase(open_marks)
                phrases -= 1

    def enclose(self, mark: str, phrases: int, open_marks: str = "") -> None:
        """Write (…), […] or "…" around that many phrases."""

        def inside() -> None:
            self.text += self.rng.choice(PREPOSITIONS) + " "
            self.noun_phrase(open_marks + mark)
            self.fill(phrases - 1, open_marks + mark)

        self.mark(mark, inside)


def sentence(rng: random.Random, phrases: int | None = None, longest: int = LONGEST) -> Sentence:
    """A sentence with that many phrases between its noun and its verb; else with 0 to ``longest``, fewer more often."""
    writer = _Writer(rng)
    number = writer.noun_phrase()
    opened = len(writer.text) - 1
    phrases = int((longest + 1) ** rng.random()) - rng.randint(0, 1) if phrases is None else phrases
    if phrases and rng.random() < 0.75:
        writer.text += " "
        writer.enclose(rng.choice((*BRACKETS, *QUOTES)), phrases)
    else:
        writer.fill(phrases, "")
    writer.text += " "
    verb, other = VERBS[number], VERBS["plural" if number == "singular" else "singular"]
    writer.dependencies.append(Dependency("agreement", opened, len(writer.text), verb[0], (other[0],)))
    writer.text += f"{verb} {rng.choice(ADJECTIVES)}.\n"
    return Sentence(writer.text, tuple(writer.dependencies))


def sentences(split: str, seed: int, longest: int = LONGEST) -> Iterator[Sentence]:
    """Sentences of a split without end; the same for the same seed."""
    rng = random.Random(seed)
    while True:
        made = sentence(rng, longest=longest)
        if made.split == split:
            yield made
