"""How long a translation is beside its sentence, and how far one has to have read for each of its words."""

from __future__ import annotations

from core.translate import shown
from core.translate.results.lengths import Aligned, Alignment
from core.translate.translator import Translator
from core.translate.words import by_word, spelling, words

MODEL = "en-fr"


def align(text: str) -> Alignment:
    """English into French, and for each French word the English one that attention looks at most (Bahdanau, Cho & Bengio 2015,
    section 5.2.1: soft alignment). Raises UserError if there is nothing to read, or too much."""
    found = Translator.load(MODEL).translate(text)
    source, target = words(found.source), words(found.target)
    read = tuple(spelling(found.source, places) for places in source)
    alpha = by_word(found.attention, source)  # (T, W): of each piece of the target, by words of the source
    aligned = []
    for place, pieces in enumerate(target):
        at = int(alpha[list(pieces)].sum(0).argmax())
        aligned.append(Aligned(spelling(found.target, pieces), read[at], place, at))
    return Alignment(found.text, read, tuple(aligned))


def equal() -> tuple[int, int]:
    """Of the translations by people that ship, two for each sentence, how many have as many words as the sentence, and how many
    there are. A word is what stands between spaces; J'ai is one."""
    lengths = [(count(one.en), count(french)) for one in shown.sentences() for french in one.fr]
    return sum(there == here for there, here in lengths), len(lengths)


def count(text: str) -> int:
    """How many words: runs between spaces that hold a letter or a number."""
    return sum(any(letter.isalnum() for letter in run) for run in text.split())
