"""The vectors and the lists that ship with the project."""

from __future__ import annotations

import gzip
from functools import cache

from core.data import ASSETS
from core.words.results import Given
from core.words.vectors import WordVectors

VECTORS = {"glove": "glove_6b_50d_50k.npz", "news": "news_300d_26k.npz"}
LISTS = {"questions": "questions-words.txt.gz", "wordsim": "wordsim353.tsv", "simlex": "simlex999.txt"}


@cache
def load(name: str) -> WordVectors:
    """GloVe 6B in 50 dimensions, 50,102 words ("glove"), or word2vec from Google News in 300, 26,423 words ("news")."""
    return WordVectors.load(ASSETS / "data" / "vectors" / VECTORS[name])


def of(name: str, given: Given | None) -> WordVectors:
    """Those that ship, or those that are given instead."""
    return load(name) if given is None else WordVectors(given.words, given.vectors)


@cache
def text(name: str) -> str:
    """Google's analogy questions ("questions"), WordSim-353 ("wordsim") or SimLex-999 ("simlex")."""
    raw = (ASSETS / "data" / "eval" / LISTS[name]).read_bytes()
    return (gzip.decompress(raw) if LISTS[name].endswith(".gz") else raw).decode()
