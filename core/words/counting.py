"""How often some words stand beside one another, as a text is read; and what a sentence that is read on top of it adds.

    shown = counted(corpus.shipped("wordnet", 5, 8000), "a glass of orange juice")
    X = matrix(shown, window=5, harmonic=True, symmetric=True)
    cells = written(shown, step=4, window=5, harmonic=True, symmetric=True)

Only pairs of the n words that are shown are counted, so that a text of millions of words takes some hundredths of a
second. Pennington et al. 2014, section 3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.errors import UserError
from core.words import cooccurrence, corpus
from core.words.corpus import Corpus
from core.words.results import Counted, Written
from core.words.scenes import LONGEST

RARER, AROUND = 3, 5  # words of the sentence that choose companions, and their window
OFTEN = 3  # times that a companion must have met them
WEIGHTING = {True: "1/d", False: "1"}


def counted(text: Corpus, sentence: str, most: int = 13, near: int = 10, moments: int = 24) -> Counted:
    """The text counted for at most `most` words at distances 1 … `near`, at `moments` moments, closer together at
    first.

    The words are the sentence's known ones in order, then `companions` of its rarest. Of a long sentence the first
    `LONGEST` words are taken. Raises UserError where no two known words stand in one sentence.
    """
    tokens, part, rows = placed(text.words, sentence)
    own = list(dict.fromkeys(rows[rows >= 0].tolist()))[:most]
    chosen = [*own, *companions(text, own, most - len(own))]
    names = tuple(text.words[row] for row in chosen)
    places = {row: place for place, row in enumerate(chosen)}
    place = np.array([-1 if row < 0 else places.get(row, -2) for row in rows.tolist()], np.int16)
    read = reading(len(text.starts) - 1, moments)
    return Counted(tokens, place, part, names, read, _right(text, chosen, read, near))


def placed(words: Sequence[str], sentence: str) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """The words of a text (T,), of a longer one the first `LONGEST`; which sentence each is of; and its place in `words`, −1 for
    one that is not there. Raises UserError where no two known words stand in one sentence."""
    listed = [(token, number) for number, found in enumerate(corpus.sentences(sentence)) for token in found][:LONGEST]
    index = {word: row for row, word in enumerate(words)}
    part = np.array([number for _, number in listed], np.intp)
    rows = np.array([index.get(token, -1) for token, _ in listed], np.intp)
    parts = part[rows >= 0]
    if not (parts[1:] == parts[:-1]).any():
        raise UserError("corpus.no_pair")
    return tuple(token for token, _ in listed), part, rows


def companions(text: Corpus, rows: Sequence[int], count: int) -> list[int]:
    """Words that go with the `RARER` rarest of some words: by log(X / what chance would give), added up; of cells
    counted `OFTEN` times. Where these do not suffice, the most frequent words of the text."""
    score = np.zeros(len(text.words))
    for row in sorted(rows)[-RARER:]:
        x = cooccurrence.row(text, row, AROUND, "1")
        chance = 2 * AROUND * text.counts[row] * text.counts / text.counts.sum()
        score += np.where(x >= OFTEN, np.log(np.maximum(x / chance, 1)), 0)
    score[list(rows)] = -1
    return np.argsort(-score, kind="stable")[: min(count, len(text.words) - len(rows))].tolist()


def reading(sentences: int, moments: int) -> np.ndarray:
    """How many sentences are read at each moment (M,): none, all, and in between so that the steps grow."""
    return np.unique((sentences * np.linspace(0, 1, moments) ** 3).round().astype(np.int64))


def _right(text: Corpus, rows: Sequence[int], read: np.ndarray, near: int) -> np.ndarray:
    """`Counted.right` (M, D, n, n), by laying the text beside itself, shifted by d."""
    n, M = len(rows), len(read)
    table = np.full(len(text.words), -1, np.int8)
    table[list(rows)] = np.arange(n)
    place = table[text.tokens]
    shown, begins = place >= 0, np.zeros(len(place), bool)
    begins[text.starts[:-1]] = True
    same = np.ones(len(place), bool)  # whether the word d to the right is of the same sentence
    found = np.zeros((M, near, n, n), np.int32)
    for d in range(1, min(near, len(place) - 1) + 1):
        same = same[:-1] & ~begins[d:]
        at = np.flatnonzero(shown[:-d] & shown[d:] & same)
        moment = np.searchsorted(text.starts[read], at, side="right")  # the first at which the pair has been read
        cell = (moment * n + place[at]) * n + place[at + d]
        found[:, d - 1] = np.bincount(cell, minlength=M * n * n).reshape(M, n, n)
    return found.cumsum(axis=0, dtype=np.int32)


def weights(window: int, harmonic: bool) -> np.ndarray:
    """What a neighbour at distance 1 … window counts (window,): 1/d, or 1."""
    return 1 / np.arange(1, window + 1) if harmonic else np.ones(window)


def matrix(shown: Counted, window: int, harmonic: bool, symmetric: bool, moment: int = -1) -> np.ndarray:
    """X (n, n) at a moment of the text: X_ij = Σ_d w_d (right_d,ij + right_d,ji), or without `symmetric` what stands to
    the left of i alone, Σ_d w_d right_d,ji."""
    right = np.tensordot(weights(window, harmonic), shown.right[moment, :window], 1)
    return right + right.T if symmetric else right.T


def written(shown: Counted, step: int, window: int, harmonic: bool, symmetric: bool) -> Written:
    """What the word at place `step` of the sentence writes as centre i: each j to its left within the window adds w_d
    to X_ij and, if symmetric, to X_ji. So each pair is written once, when its right word is the centre.

    The window passes over words that are not in the vocabulary; a pair with a word that has no row writes nothing.
    """
    place, part = shown.place, shown.part
    known = np.flatnonzero((place != -1) & (part == part[step]) & (np.arange(len(place)) < step))[::-1][:window]
    left = place[known]
    seen = (left >= 0) & (place[step] >= 0)
    left, w = left[seen], weights(len(known), harmonic)[seen]
    centre = np.full(len(left), place[step])
    if not symmetric:
        return Written(centre, left, w)
    return Written(np.append(centre, left), np.append(left, centre), np.append(w, w))


def telling(text: Corpus, shown: Counted, window: int) -> tuple[int, str, str]:
    """Where to look first: the place in the sentence of a centre i, and i and j of the cell that it writes, of those that the text
    has counted `OFTEN` times the one that is most above chance. Without such a cell, the last known word and no cell."""
    index = {word: row for row, word in enumerate(text.words)}
    counts = text.counts[[index[word] for word in shown.words]]
    X = matrix(shown, window, False, True)
    above = np.where(X >= OFTEN, X / counts / counts[:, None], 0)
    np.fill_diagonal(above, 0)
    best, found = 0.0, (int(np.flatnonzero(shown.place >= 0)[-1]), "", "")
    for step in range(len(shown.tokens)):
        cells = written(shown, step, window, False, False)
        for i, j in zip(cells.rows.tolist(), cells.columns.tolist(), strict=True):
            if above[i, j] > best:
                best, found = float(above[i, j]), (step, shown.words[i], shown.words[j])
    return found
