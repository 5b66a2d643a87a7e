"""What a word of the text costs in training, by the size of the vocabulary: by softmax, negative sampling, or Huffman's tree."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from core.words import blocks, noise, word2vec
from core.words.corpus import Corpus
from core.words.options import LearningConfig
from core.words.results import Costs

SIZES = (1000, 2000, 4000, 8000, 16_000, 32_000)
LEAST = 0.3  # seconds that each is measured for
WARM = 2


@dataclass(frozen=True)
class Measuring:
    """How far it is."""

    step: int
    steps: int


def warm() -> None:
    """Compile what goes down a tree; a worker does, before it is asked."""
    from core.words import tree_steps  # numba, which takes a second to load

    tree_steps.warm()


def job(config: LearningConfig) -> Iterator[Measuring | Costs]:
    """Measure steps of all three on this machine, on one thread, on words drawn at random with the frequencies of Zipf's law.

    Of the text's words only those count that are in the middle of a window; nothing is left out.
    """
    torch.set_num_threads(1)
    found: dict[str, list[float]] = {"softmax": [], "negative": [], "huffman": []}
    steps = len(SIZES) * len(found)
    for size in SIZES:
        text = made_up(size)
        for output, times in found.items():
            yield Measuring(sum(map(len, found.values())), steps)
            made = LearningConfig("skip", output, config.dimension, config.window, config.negative)
            times.append(microseconds(text, made))
    arrays = (np.array(times) for times in found.values())
    return Costs(np.array(SIZES), *arrays, config.dimension, config.window, config.negative)


def made_up(size: int, length: int = 40_000) -> Corpus:
    """A text of so many words at random, of a vocabulary of that size: the word of rank r has the share 1/r."""
    rng = np.random.default_rng(size)
    p = 1 / np.arange(1, size + 1)
    tokens = noise.Urn(p / p.sum()).draw(rng, (length,)).astype(np.int32)
    counts = np.maximum(1, np.bincount(tokens, minlength=size))
    return Corpus(tuple(map(str, range(size))), counts, tokens, np.arange(0, length + 1, 20), length)


def microseconds(text: Corpus, config: LearningConfig) -> float:
    """The least time of a step, divided by its words."""
    learner = word2vec.Learner(text, config, word2vec.Model.fresh(len(text.words), config))
    parts = list(
        blocks.epoch(text, np.ones(len(text.words)), config.window, np.random.default_rng(1), learner.together)
    )[:-1]
    best, begun = np.inf, time.perf_counter()
    for step, part in enumerate(parts):
        now = time.perf_counter()
        learner.learn(part, 0, step, 0.5)
        if step >= WARM:
            best = min(best, (time.perf_counter() - now) / part.middle.size)
        if time.perf_counter() - begun > LEAST and step > 2 * WARM:
            break
    return 1e6 * best
