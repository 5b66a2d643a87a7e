"""The labelled sentences of the lesson on few labels, and what a classifier is given of them: one-hot vectors, or embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.data import ASSETS
from core.recurrent import tokens
from core.words.options import CLASSES
from core.words.vectors import WordVectors


@dataclass(frozen=True)
class Labelled:
    """A sentence, its words in small letters, and the place of its class in `CLASSES`."""

    text: str
    words: tuple[str, ...]
    label: int


def split(text: str) -> tuple[str, ...]:
    """The words of a text as GloVe has them, in small letters; marks and bare numbers left out."""
    return tuple(word.lower() for word in tokens.split(text) if any(map(str.isalpha, word)))


@cache
def sentences(task: str) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...]]:
    """Our own sentences, (to learn from, to test with)."""
    names = ("0", "1") if task == "feelings" else CLASSES[task]
    lines = (ASSETS / "data" / "sentences" / f"{task}.tsv").read_text("utf-8").rstrip("\n").split("\n")[1:]
    found: dict[str, list[Labelled]] = {"learn": [], "test": []}
    for text, label, part in (line.split("\t") for line in lines):
        found[part].append(Labelled(text, split(text), names.index(label)))
    return tuple(found["learn"]), tuple(found["test"])


def vocabulary(labelled: Sequence[Labelled]) -> tuple[str, ...]:
    """The words of the sentences, by the alphabet."""
    return tuple(sorted({word for sentence in labelled for word in sentence.words}))


def one_hot(some: Sequence[Labelled], words: Sequence[str]) -> np.ndarray:
    """Σ o_w of each sentence, 1 where a word occurs, however often: (n, V). Words that are not in the list add nothing."""
    index = {word: column for column, word in enumerate(words)}
    made = np.zeros((len(some), len(words)))
    for row, sentence in enumerate(some):
        made[row, [index[word] for word in sentence.words if word in index]] = 1
    return made


def embedded(some: Sequence[Labelled], wv: WordVectors) -> np.ndarray:
    """The mean of e_w / ‖e_w‖ of each sentence's words that have a vector, zeros where none has: (n, E)."""
    made = np.zeros((len(some), wv.dimensions))
    for row, sentence in enumerate(some):
        known = [word for word in sentence.words if word in wv]
        if known:
            made[row] = wv.unit[wv.rows(known)].mean(axis=0, dtype=np.float64)
    return made


def classes(some: Sequence[Labelled]) -> np.ndarray:
    """The labels (n,)."""
    return np.array([sentence.label for sentence in some])


def draw(y: np.ndarray, count: int, seed: int) -> np.ndarray:
    """So many of the sentences at random, all classes alike (count,). Of one seed, more of them begin with the fewer."""
    mixed = np.random.default_rng(seed).permutation(len(y))
    rank = np.zeros(len(y), dtype=np.intp)  # the how-manieth of its class
    for label in np.unique(y):
        its = mixed[y[mixed] == label]
        rank[its] = np.arange(len(its))
    return mixed[np.argsort(rank[mixed], kind="stable")][:count]
