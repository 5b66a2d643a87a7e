"""Two sentences side by side: where they part, and what either model gives them at every size of vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from core.recurrent.language.models import LetterModel, WordModel, narrowed
from core.recurrent.language.text import spelling, split
from core.recurrent.options import VOCABULARIES
from core.recurrent.results.language import Race, Raced


def race(
    words: WordModel,
    letters: LetterModel,
    a: str | Sequence[str],
    b: str | Sequence[str],
    sizes: Sequence[int] = VOCABULARIES,
) -> Race:
    """Both texts (or their words) by both models. sizes: of the word model's vocabulary, <EOS> and <UNK> counted."""
    texts = [split(text) if isinstance(text, str) else list(text) for text in (a, b)]
    return Race(*raced(words, letters, texts, sizes), parting(*texts))


def raced(
    words: WordModel, letters: LetterModel, texts: Sequence[Sequence[str]], sizes: Sequence[int] = VOCABULARIES
) -> list[Raced]:
    """Sentences, as words and marks, by both models."""
    models, found = [words.smaller(size) for size in sizes], []
    by_letter = letters.read([[letter for group in spelling(text) for letter in group] for text in texts])
    for text, letter_logs, logs in zip(texts, by_letter, read_at(words, texts, sizes), strict=True):
        spelled = letters.spell(text, letter_logs)
        readings = (model.reading_of(text, one, spelled) for model, one in zip(models, logs, strict=True))
        groups = [i for i, group in enumerate(spelling(text)) for _ in group]
        found.append(
            Raced(
                (*text,),
                dict(zip(sizes, readings, strict=True)),
                letters.reading_of(text, letter_logs),
                (*groups, len(text)),
            )
        )
    return found


def read_at(words: WordModel, texts: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[list[np.ndarray]]:
    """Of each text what `WordModel.read` gives at each size of vocabulary, (T + 1, size) each.

    One pass of the network for all; sizes at which a text is read as the same symbols share it.
    """
    full = words.smaller(len(words.network.vocabulary))
    unk = full.vocabulary.unk
    encoded = [full.vocabulary.encode(text) for text in texts]
    wanted = [[tuple(i if i < size else unk for i in ids) for size in sizes] for ids in encoded]
    different = list(dict.fromkeys(sequence for row in wanted for sequence in row))
    logs = dict(zip(different, full.read_ids(different, torch.float32), strict=True))
    chances = {sequence: np.exp(one) for sequence, one in logs.items()}
    return [
        [narrowed(logs[one], size, unk, chances[one]) for one, size in zip(row, sizes, strict=True)] for row in wanted
    ]


def parting(a: Sequence[str], b: Sequence[str]) -> int:
    """The place of the first word in which they differ; the end of the shorter one is a difference too."""
    for place, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return place
    return min(len(a), len(b)) if len(a) != len(b) else len(a) + 1
