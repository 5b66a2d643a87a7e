"""Both trees trained beside each other, as a job: how the loss of a pair falls with Huffman's tree and with a balanced one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.words import corpus, evaluation, huffman, library, tree_steps, word2vec
from core.words.options import LearningConfig
from core.words.results import TwoTrees

POINTS = 24  # of each curve


@dataclass(frozen=True)
class Progress:
    """How far it is."""

    step: int
    steps: int


def warm() -> None:
    """Read the text and compile the steps, before anybody asks."""
    corpus.shipped("wordnet", LearningConfig().min_count, 8000)
    tree_steps.warm()


def job(config: LearningConfig) -> Iterator[Progress | TwoTrees]:
    """Train skip-gram on the text that ships with one tree, then with the other. config: its output is set here."""
    text = corpus.shipped("wordnet", config.min_count, config.most)
    marks = np.linspace(0, config.epochs, POINTS + 1)[1:-1].tolist()
    curves, wordsim, rates = [], [], []
    for number, kind in enumerate(huffman.KINDS):
        curve = []
        for progress in word2vec.train(text, replace(config, output=kind), marks=marks):
            if np.isfinite(progress.marked):
                curve.append((progress.epochs, progress.marked))
            yield Progress(number * progress.total + progress.words, len(huffman.KINDS) * progress.total)
        curves.append(np.array(curve, np.float32))
        wordsim.append(evaluation.likeness(progress.vectors, library.text("wordsim")).spearman)
        rates.append(progress.rate)
    return TwoTrees(tuple(huffman.KINDS), tuple(curves), tuple(wordsim), tuple(rates), config.epochs)
