"""The moments that are kept of a training of word vectors, and the training that ships."""

from __future__ import annotations

import json
from functools import cache

import numpy as np

from core.data import ASSETS
from core.words import corpus, huffman
from core.words.options import LearningConfig
from core.words.results import Learned, Moments

COUNT = 13
FIRST = "skip_gram"  # the training that ships
FIRST_CONFIG = LearningConfig(most=8000)


def schedule(epochs: int) -> np.ndarray:
    """The epochs at which a moment is kept (F,), the first 0 and the last the end."""
    return epochs * (np.arange(COUNT) / (COUNT - 1)) ** 1.5


def guessing(config: LearningConfig, counts: np.ndarray) -> float:
    """The loss of a pair for one who knows nothing, as before the first step, when θ is zero: log V, or (k + 1) log 2.

    counts (V,): of the vocabulary. With a tree log 2 · the mean depth of the words that are read, which is about that of
    the pairs.
    """
    if config.output == "softmax":
        return float(np.log(len(counts)))
    if config.output == "negative":
        return float((config.negative + 1) * np.log(2))
    read = corpus.keep_probability(counts, config.subsample) * counts
    return float(np.log(2) * huffman.mean_depth(huffman.KINDS[config.output](counts), read))


def coded(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table (V, E) in 8 bits a number: codes int8, and the largest number of each row (V,), which is 127."""
    scale = np.abs(table).max(axis=1)
    return np.rint(table * (127 / np.where(scale > 0, scale, 1))[:, None]).astype(np.int8), scale.astype(np.float32)


def decoded(codes: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """The table (…, E) float32 that `coded` was given, to half a step."""
    return codes * (scale / 127)[..., None]


@cache
def first() -> Learned:
    """The training that ships: `FIRST_CONFIG` on WordNet's glosses and examples."""
    from safetensors.numpy import load_file

    found = card()
    arrays = load_file(ASSETS / "weights" / f"{FIRST}.safetensors")
    columns = [arrays[name] for name in ("epochs", "e", "e_scale", "theta", "theta_scale", "curve")]
    words, measured = tuple(found["config"]["vocabulary"]), found["measured"]
    moments = Moments(words, arrays["counts"], *columns, measured["words_read"], measured["words_a_second"])
    last = decoded(moments.e[-1], moments.e_scale[-1])
    return Learned(moments, FIRST_CONFIG.epochs, last, None, FIRST_CONFIG.epochs, 0, True, True)


@cache
def card() -> dict:
    """Its model card."""
    return json.loads((ASSETS / "weights" / f"{FIRST}.json").read_text("utf-8"))
