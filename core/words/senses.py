"""One vector for all senses of a word: which of its neighbours lean to which sense."""

from __future__ import annotations

import numpy as np

from core.errors import UserError
from core.words import equation
from core.words import typed as typed_words
from core.words.results import Senses
from core.words.vectors import WordVectors

NEAR = 60


def read(wv: WordVectors, typed: str) -> Senses:
    """As `senses`, of "word first second" as it is typed. Raises UserError where these are not three words."""
    words = typed_words.words_of(typed)
    if len(words) != 3:
        raise UserError("word_representation.three_words")
    return senses(wv, *words)


def senses(wv: WordVectors, word: str, first: str, second: str, near: int = NEAR) -> Senses:
    """The words nearest to `word` by cosine, each with its cosine to a word for one sense and to a word for another.

    The two words themselves, where they are neighbours, count as such. Raises UserError for unknown words, and where the three
    are not different.
    """
    word, first, second = (equation.spelling(wv, one.strip()) for one in (word, first, second))
    if len({word, first, second}) < 3:
        raise UserError("word_representation.same_words")
    near_words, cosines = zip(*wv.most_similar(word, top=near), strict=True)
    rows = wv.unit[wv.rows(near_words)]
    own = wv.similarity(word, first), wv.similarity(word, second)
    beyond = [
        float((wv.unit @ wv.unit[wv.row(one)] >= like).mean()) for one, like in zip((first, second), own, strict=True)
    ]
    return Senses(
        word,
        first,
        second,
        tuple(near_words),
        np.array(cosines),
        rows @ wv.unit[wv.row(first)],
        rows @ wv.unit[wv.row(second)],
        own,
        (beyond[0], beyond[1]),
    )
