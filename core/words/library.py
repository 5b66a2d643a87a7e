"""The vectors and the lists that ship with the project."""

from __future__ import annotations

import gzip
import json
from functools import cache

from core.data import ASSETS
from core.words.results import Evaluation, Given, PairScore, Score
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


@cache
def scores(name: str) -> Evaluation | None:
    """What the recipe that made these vectors measured of them; None for vectors that do not ship."""
    found = json.loads((ASSETS / "data" / "vectors" / "scores.json").read_text("utf-8")).get(name)
    if found is None:
        return None
    analogies = {category: Score(*counts) for category, counts in found["analogies"].items()}
    return Evaluation(analogies, PairScore(**found["wordsim"]), PairScore(**found["simlex"]))
