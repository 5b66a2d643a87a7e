"""Two sentences side by side: where they part, and what either model gives them at every size of vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from core.recurrent.language.models import LetterModel, WordModel, narrowed
from core.recurrent.language.results import Race, Raced
from core.recurrent.language.text import spelling, split

SIZES = (10, 20, 50, 100, 200, 500, 1000, 2000, 4000, 8000)


def race(words: WordModel, letters: LetterModel, a: str, b: str, sizes: Sequence[int] = SIZES) -> Race:
    """Both texts by both models. sizes: the vocabularies of the word model, <EOS> and <UNK> counted."""
    texts = (split(a), split(b))
    first, second = (raced(words, letters, text, sizes) for text in texts)
    return Race(first, second, parting(*texts))


def raced(words: WordModel, letters: LetterModel, text: Sequence[str], sizes: Sequence[int] = SIZES) -> Raced:
    """One sentence, as words and marks, by both models."""
    models = [words.smaller(size) for size in sizes]
    by_letter = letters.read_words(text)
    spelled = letters.spell(text, by_letter)
    read = read_at(words, text, sizes)
    by_size = {
        size: model.reading_of(text, logs, spelled) for size, model, logs in zip(sizes, models, read, strict=True)
    }
    groups = [i for i, group in enumerate(spelling(text)) for _ in group]
    return Raced((*text,), by_size, letters.reading_of(text, by_letter), (*groups, len(text)))


def read_at(words: WordModel, text: Sequence[str], sizes: Sequence[int]) -> list:
    """What `WordModel.read` gives at each size of vocabulary, (T + 1, size) each, in one pass of the network."""
    full = words.smaller(len(words.network.vocabulary))
    ids, unk = full.vocabulary.encode(text), full.vocabulary.unk
    logs = full.read_ids([[i if i < size else unk for i in ids] for size in sizes])
    return [narrowed(one, size, unk) for one, size in zip(logs, sizes, strict=True)]


def parting(a: Sequence[str], b: Sequence[str]) -> int:
    """The place of the first word in which they differ; the end of the shorter one is a difference too."""
    for place, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return place
    return min(len(a), len(b)) if len(a) != len(b) else len(a) + 1
