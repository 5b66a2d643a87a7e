"""Two mistakes with one-hot vectors: that two of them are a little alike, and that a word's place is a size."""

from __future__ import annotations

import numpy as np

from core.words import evaluation, library, lookup
from core.words.results import Alike, BesideByPlace
from core.words.vectors import WordVectors

BESIDE = 3  # words to either side


def alike(wv: WordVectors, first: str, second: str) -> Alike:
    """Two words compared by one-hot vectors of all V numbers, by their places, and by their embeddings. Raises UnknownWord."""
    i, j = wv.row(first), wv.row(second)
    a, b = (lookup.one_hot(row, len(wv)).astype(np.float64) for row in (i, j))
    return Alike(
        first,
        second,
        cosine=float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))),
        distance=float(np.linalg.norm(a - b)),
        correlation=float(np.corrcoef(a, b)[0, 1]),
        apart=abs(i - j),
        embedded=wv.similarity(first, second),
    )


def beside(wv: WordVectors, word: str) -> BesideByPlace:
    """What is near the word if its place were a size, and by cosine; and both against WordSim-353. Raises UnknownWord."""
    row = wv.row(word)
    places = [at for at in range(row - BESIDE, row + BESIDE + 1) if at != row and 0 <= at < len(wv)]
    rows, judged, _ = evaluation.judged_rows(wv, library.text("wordsim"))
    cosines = (wv.unit[rows[:, 0]] * wv.unit[rows[:, 1]]).sum(1)
    return BesideByPlace(
        word,
        row,
        tuple((at, wv.words[at]) for at in places),
        tuple(near for near, _ in wv.most_similar(word, top=len(places))),
        evaluation.spearman(judged, -np.abs(rows[:, 0] - rows[:, 1])),
        evaluation.spearman(judged, cosines),
        len(rows),
    )
