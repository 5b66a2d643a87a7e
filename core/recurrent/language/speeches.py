"""What is said in Shakespeare's plays and poems, sentence by sentence: no speakers' names, no stage directions.

Of the lists of persons before the plays a few dozen names are left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from core.data import SHAKESPEARE_DEV, SHAKESPEARE_TEST, shakespeare

POEMS = frozenset({"lovers_complaint", "passionate_pilgrim", "phoenix_and_the_turtle", "rape_of_lucrece", "sonnets"})
LETTERS = 240  # of the longest sentence kept
DIRECTION = re.compile(r"\[(?:(?!\n\s*\n)[^\]])*\]")  # not every bracket is closed
MARKS = str.maketrans({"(": "", ")": "", "_": "", '"': ""})  # within ( ) somebody speaks
SPEAKER = re.compile(r"[A-Z][A-Za-z' ,.&-]{0,28}\.?")  # a line of its own before what is said
HEADING = re.compile(
    r"(?:ACT|SCENE|Act|Scene|PROLOGUE|EPILOGUE|DRAMATIS|PERSONS|Enter|Re-enter|Exit|Exeunt|[IVXLC]+\.?$)"
)
END = re.compile(r"(?<=[.!?])['\")]*(?:\s|—)+")
WORD = re.compile(r"'?\w+(?:['-]\w+)*'?|[^\w\s']")


@cache
def sentences(split: str) -> tuple[str, ...]:
    """The sentences of ``train``, ``dev`` or ``test``, the split being by work; what is longer than `LETTERS` is left out."""
    held = {"dev": SHAKESPEARE_DEV, "test": SHAKESPEARE_TEST}
    works = shakespeare()
    chosen = held.get(split) or [title for title in works if title not in SHAKESPEARE_DEV + SHAKESPEARE_TEST]
    mostly_small = _mostly_small(_speeches())
    return tuple(
        sentence
        for title in chosen
        for lines in _speeches()[title]
        for sentence in END.split(_joined(lines, mostly_small))
        if 1 < len(sentence) <= LETTERS and sentence[-1] in ".!?" and sentence[0].isupper() | (sentence[0] == "'")
    )


def words(sentence: str) -> list[str]:
    """Words with their apostrophes and hyphens, and marks: "'Tis self-same." -> 'Tis, self-same, ."""
    return WORD.findall(sentence)


def written(words: list[str]) -> str:
    """Words and marks as a sentence again."""
    return re.sub(r" (?=[.,;:!?])", "", " ".join(words))


@cache
def _speeches() -> dict[str, list[list[str]]]:
    """Title -> what is said at once, line by line."""
    return {title: [*_blocks(text, title in POEMS)] for title, text in shakespeare().items()}


def _blocks(text: str, is_poem: bool) -> Iterator[list[str]]:
    """Lines that are said at once."""
    text = DIRECTION.sub(" ", text).translate(MARKS).replace("--", "—")
    for block in re.split(r"\n\s*\n", text):
        lines = [" ".join(line.split()) for line in block.split("\n")]
        lines = [line for line in lines if line and not HEADING.match(line)]
        is_spoken = len(lines) > 1 and SPEAKER.fullmatch(lines[0]) is not None
        if is_spoken or (is_poem and lines):
            yield lines[is_spoken:]


def _mostly_small(speeches: dict[str, list[list[str]]]) -> frozenset[str]:
    """Words that within lines are mostly written small: at the head of a line of verse their capital says nothing."""
    counts = Counter(
        word for said in speeches.values() for lines in said for line in lines for word in WORD.findall(line)[1:]
    )
    return frozenset(word for word, count in counts.items() if word.islower() and count > counts[word.capitalize()])


def _joined(lines: list[str], mostly_small: frozenset[str]) -> str:
    """Lines as one text; within a sentence a line begins with a capital only where the word has one anyway."""
    out = ""
    for line in lines:
        first = WORD.match(line)
        if out and out[-1] not in ".!?" and first and first[0].lower() in mostly_small:
            line = first[0].lower() + line[first.end() :]
        out += (" " if out else "") + line
    return out
