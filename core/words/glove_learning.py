"""A training of GloVe as a job that can be watched."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.words import corpus, glove, learning
from core.words.corpus import Corpus
from core.words.glove import Cells, GloveProgress
from core.words.glove_moments import FIRST_CONFIG, TABLES
from core.words.moments import coded
from core.words.options import GloveConfig
from core.words.results import GloveLearned, GloveMoments

COUNT = 9  # moments
SAMPLE, BINS = 600, 40  # cells, and pieces of log X that have equally many of them, if they can
EVERY = 0.5  # seconds between two glimpses


@dataclass(frozen=True)
class Progress:
    """What the job yields: cells taken of all, and now and then a glimpse of what was learnt so far."""

    step: int
    steps: int
    partial: GloveLearned | None


def warm() -> None:
    """Read the text that is trained on first; a worker does, before it is asked."""
    corpus.shipped("wordnet", FIRST_CONFIG.min_count, FIRST_CONFIG.most)


def job(description: Mapping[str, Any]) -> Iterator[Progress | GloveLearned]:
    """The job {"corpus": a name of `corpus.SHIPPED` or "own", "data": bytes of a text or None, "config": GloveConfig}: counts,
    then trains; returns a `GloveLearned`, done. Raises UserError. The same description gives the same vectors."""
    config: GloveConfig = description["config"]
    return (yield from run(learning.opened(description["corpus"], description.get("data"), config), config))


def run(text: Corpus, config: GloveConfig) -> Iterator[Progress | GloveLearned]:
    """Train, and keep moments of it; closer together at the beginning, when most moves."""
    yield Progress(0, 1, None)  # counting comes first
    past, last = _Past(text, config), time.monotonic()
    for progress in glove.train(text, config, every=EVERY, marks=schedule(config.epochs)):
        partial, now = None, time.monotonic()
        if progress.at_mark:
            past.keep(progress)
        if now - last >= EVERY or not progress.cells:
            partial, last = past.glimpse(progress), now
        yield Progress(progress.cells, progress.total, partial)
    return past.learned(progress)


def schedule(epochs: int) -> np.ndarray:
    """The epochs at which a moment is kept (F,), the first 0 and the last the end."""
    return epochs * (np.arange(COUNT) / (COUNT - 1)) ** 2


def sample(cells: Cells, seed: int) -> np.ndarray:
    """Places of some cells (S,), spread evenly over log X_ij: a cell is the likelier drawn, the fewer others have its size."""
    size = np.log(cells.x)
    spread = max(1e-9, float(np.ptp(size)))
    piece = np.minimum(BINS - 1, ((size - size.min()) * (BINS / spread)).astype(int))
    p = 1 / np.bincount(piece, minlength=BINS)[piece]
    rng = np.random.default_rng([seed, 2])
    return np.sort(rng.choice(len(cells), min(SAMPLE, len(cells)), replace=False, p=p / p.sum()))


class _Past:
    """The moments so far."""

    def __init__(self, text: Corpus, config: GloveConfig) -> None:
        self.text, self.config = text, config
        self.frames: list[tuple] = []
        self.cost: list[tuple[float, float]] = []
        self.drawn: tuple[np.ndarray, ...] | None = None

    def keep(self, progress: GloveProgress) -> None:
        """This moment, and J at it."""
        self.frames.append(_frame(progress))
        self.cost.append((progress.epochs, glove.cost(progress.counted, progress.model)))

    def learned(self, progress: GloveProgress) -> GloveLearned:
        """All of it, at the end."""
        return GloveLearned(self._moments(progress, self.frames), self.config, progress.vectors.vectors, True)

    def glimpse(self, progress: GloveProgress) -> GloveLearned:
        """This moment alone."""
        return GloveLearned(self._moments(progress, [_frame(progress)]), self.config, None, False)

    def _moments(self, progress: GloveProgress, frames: list[tuple]) -> GloveMoments:
        text, cells = self.text, progress.counted
        if self.drawn is None:
            places = sample(cells, self.config.seed)
            self.drawn = cells.rows.numpy()[places], cells.cols.numpy()[places], cells.x[places]
        columns = [np.stack([frame[k] for frame in frames]) for k in range(1 + len(TABLES))]
        cost = np.array(self.cost).reshape(-1, 2)
        return GloveMoments(text.words, text.counts, *columns, cost, *self.drawn, len(cells), text.read, progress.rate)


def _frame(progress: GloveProgress) -> tuple:
    """Epochs, and the parts of `TABLES`."""
    model = progress.model
    tables = (part for table in (model.theta, model.e) for part in coded(table.numpy()))
    return (np.float32(progress.epochs), *tables, model.b.numpy().copy(), model.b_prime.numpy().copy())
