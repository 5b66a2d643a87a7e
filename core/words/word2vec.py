"""Skip-gram and CBOW, trained on a text: by negative sampling, with the softmax over all words, or down a tree of them.

    for progress in train(corpus, Config(epochs=5)):
        print(progress.words, progress.loss)
    progress.vectors.most_similar("orange")

Mikolov et al. 2013a (the two architectures) and 2013b (negative sampling, hierarchical softmax, subsampling). Text is taken in
blocks of 32 words, 32 blocks a step; each block's words share the words drawn against them. The gradients are in `objectives`,
those of trees in `tree_steps`, where each pair is a step of its own. The same seed gives the same vectors, on one thread.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from core.errors import UserError
from core.words import blocks, corpus, huffman, noise, objectives
from core.words.corpus import Corpus
from core.words.options import LearningConfig as Config
from core.words.vectors import WordVectors

__all__ = ["Config", "Model", "Progress", "train"]

TOGETHER = 32  # blocks a step
DRAWN, HEAVIEST = 24, 3.0  # words drawn for a block, at least; more, where one of them would count more than this
EVERY = 0.1  # seconds between two reports, about
STRETCH = 64  # steps whose words are drawn together
LOSSY = 8  # every so many steps the loss is computed
FARTHEST = 4.0  # of the rate, times how often a step asks for its commonest word; beyond 6 some trainings run away
FARTHEST_SOFTMAX = 3.0  # the same with the softmax, which moves all rows
FARTHEST_SMALL, SMALL = 1.5, 500  # and for fewer different words than this, whose vectors grow longer
SOFTMAX_CELLS = 4_000_000  # of middles × V at once


@dataclass
class Model:
    """The two tables while they are learnt, and how far it is: `step` steps of `epoch` are done.

    e, theta: (V, E) float32; of a tree theta has the V − 1 inner nodes.
    """

    e: torch.Tensor
    theta: torch.Tensor
    epoch: int = 0
    step: int = 0

    @classmethod
    def fresh(cls, size: int, config: Config) -> Model:
        """e uniform in ±1/(2E), θ zero, as in word2vec."""
        rng = np.random.default_rng([config.seed, 0])
        e = (rng.random((size, config.dimension), dtype=np.float32) - 0.5) / config.dimension
        return cls(torch.from_numpy(e), torch.zeros(size - (config.output in huffman.KINDS), config.dimension))

    @classmethod
    def tied(cls, size: int, config: Config) -> Model:
        """The mistake θ = e: one table for both."""
        fresh = cls.fresh(size, config)
        return cls(fresh.e, fresh.e)


@dataclass(frozen=True)
class Progress:
    """How far a training is. words: read so far, of `total`; loss: the mean of a pair since the report before, in nats;
    rate: words a second, of the whole text, those not in the vocabulary or left out at random among them. marked: at a mark the
    mean loss since the mark before, else nan."""

    words: int
    total: int
    loss: float
    rate: float
    epochs: float
    model: Model
    corpus: Corpus
    marked: float = float("nan")

    @property
    def vectors(self) -> WordVectors:
        """The vectors e as they are now."""
        return WordVectors(self.corpus.words, self.model.e.numpy())


def train(
    text: Corpus | Iterable[Sequence[str]],
    config: Config,
    model: Model | None = None,
    every: float = EVERY,
    marks: Sequence[float] = (),
) -> Iterator[Progress]:
    """Learn vectors from a corpus, or from sentences as lists of words; the last item yielded is the result.

    The first item is yielded before the first step, then one about every so many seconds, and at each of `marks`, epochs in
    ascending order. model: go on from there. Raises UserError where too few words are left.
    """
    found = text if isinstance(text, Corpus) else corpus.build(text, config.min_count, config.most)
    if len(found.words) < corpus.FEWEST or not found.kept:
        raise UserError("corpus.too_few", words=len(found.words), least=corpus.FEWEST, count=config.min_count)
    return _train(found, config, Model.fresh(len(found.words), config) if model is None else model, every, marks)


def _train(text: Corpus, config: Config, model: Model, every: float, marks: Sequence[float]) -> Iterator[Progress]:
    keep = corpus.keep_probability(text.counts, config.subsample)
    learner = Learner(text, config, model)
    total, together = text.read * config.epochs, learner.together
    begun, seen, at = time.perf_counter(), 0, model.epoch + learner.within(model.step)
    yield Progress(round(at * text.read), total, float("nan"), float("nan"), at, model, text)
    ahead = [mark for mark in marks if mark > at]
    last = time.perf_counter()
    for epoch in range(model.epoch, config.epochs):
        rng = np.random.default_rng([config.seed, 1, epoch])
        for step, part in enumerate(
            blocks.epoch(text, keep, config.window, rng, together, model.step), start=model.step
        ):
            learner.learn(part, epoch, step, (epoch + learner.within(step)) / config.epochs)
            model.epoch, model.step = epoch, step + 1
            seen += part.read
            now, at = time.perf_counter(), epoch + learner.within(step + 1)
            is_mark = bool(ahead) and ahead[0] <= at < config.epochs
            if is_mark or now - last >= every:
                ahead = [mark for mark in ahead if mark > at]
                losses, rate = learner.losses(is_mark), seen / max(1e-9, now - begun)
                yield Progress(round(at * text.read), total, losses[0], rate, at, model, text, losses[1])
                last = time.perf_counter()
                begun += last - now  # what the one who asked did meanwhile is not ours
        model.epoch, model.step = epoch + 1, 0
    (_, marked), rate = learner.losses(True), seen / max(1e-9, time.perf_counter() - begun)
    yield Progress(total, total, marked, rate, float(config.epochs), model, text, marked)


class Learner:
    """Takes one step after the other."""

    def __init__(self, text: Corpus, config: Config, model: Model) -> None:
        self.text, self.config, self.model, self.size = text, config, model, len(text.words)
        self.urn = noise.Urn(noise.distribution(text.counts, config.power))
        keep = corpus.keep_probability(text.counts, config.subsample)
        self.expected = float((keep * text.counts).sum())  # words of an epoch that are left
        self.tree = huffman.KINDS[config.output](text.counts) if config.output in huffman.KINDS else None
        room = self._room(keep * text.counts) if self.tree is None else TOGETHER
        cells = SOFTMAX_CELLS / (self.size * blocks.SIZE) if config.output == "softmax" else TOGETHER
        self.together = int(np.clip(min(room, cells), 1, TOGETHER))
        self.slower = min(1.0, room)  # than the rate that is asked for, where a single block is too much
        weight = config.rate * config.negative * (config.window + 1) * blocks.SIZE
        self.drawn = max(DRAWN, config.negative, round(weight / HEAVIEST))
        self.kept: tuple[tuple[int, int], np.ndarray] | None = None
        self.sums, self.since_mark = torch.zeros(2, dtype=torch.float64), torch.zeros(2, dtype=torch.float64)

    def _room(self, left: np.ndarray) -> float:
        """How many blocks a step may have. left (V,): how often each word is left in an epoch.

        A step adds up what its words ask of each row, all from where the rows stand before it. The row that is asked most must
        not be pushed too far at once: with few different words, or with frequent ones all kept, steps are smaller.
        """
        config, share = self.config, left / left.sum()
        softmax = config.output == "softmax"
        against = share if softmax else config.negative * noise.distribution(self.text.counts, config.power)
        pairs = (config.window + 1) * blocks.SIZE
        farthest = FARTHEST_SMALL if self.size < SMALL else FARTHEST_SOFTMAX if softmax else FARTHEST
        return farthest / (config.rate * pairs * (share + against).max())

    def within(self, step: int) -> float:
        """Which share of an epoch so many steps are, about: how many words are left out is a matter of chance."""
        return min(1.0, step * self.together * blocks.SIZE / max(1.0, self.expected))

    def learn(self, part: blocks.Blocks, epoch: int, step: int, done: float) -> None:
        """One step. done: share of the training that lies behind."""
        config = self.config
        rate = self.slower * max(config.last_rate, config.rate * (1 - done))
        lossy = step % LOSSY == 0
        if self.tree is not None:
            self._down(part, rate, lossy)
            return
        middle, around = torch.from_numpy(part.middle), torch.from_numpy(part.around)
        near = torch.from_numpy(part.near).to(torch.float32)
        if config.output == "softmax":
            self._softmax(middle, around, near, rate)
        else:
            drawn = torch.from_numpy(self._draw(epoch, step, len(middle)))
            self._negative(middle, around, near, drawn, rate, lossy)

    def _negative(self, middle, around, near, drawn, rate: float, lossy: bool) -> None:
        e, theta, is_skip = self.model.e, self.model.theta, self.config.method == "skip"
        of_e, of_theta = (middle, around) if is_skip else (around, middle)
        rule = objectives.skip_negative if is_skip else objectives.cbow_negative
        tables = F.embedding(of_e, e), F.embedding(of_theta, theta), F.embedding(drawn, theta)
        loss, pairs, downhill = rule(*tables, near, self.config.negative, lossy)
        if lossy:
            self._count(loss, pairs)
        for table, rows, step in ((e, of_e, 0), (theta, of_theta, 1), (theta, drawn, 2)):
            table.index_add_(0, rows.reshape(-1), downhill[step].reshape(-1, table.shape[1]), alpha=rate)

    def _softmax(self, middle, around, near, rate: float) -> None:
        e, theta = self.model.e, self.model.theta
        dimension = e.shape[1]
        if self.config.method == "skip":
            targets = torch.zeros(middle.numel(), self.size)
            columns = around.unsqueeze(1).expand(near.shape).reshape(middle.numel(), -1)
            targets.scatter_add_(1, columns, near.reshape(middle.numel(), -1))
            rows, given = middle.reshape(-1), None
            inputs = F.embedding(rows, e)
        else:
            count = near.sum(-1, keepdim=True)
            inputs = ((near / count.clamp(min=1)) @ F.embedding(around, e)).reshape(-1, dimension)
            targets = F.one_hot(middle.reshape(-1), self.size).to(inputs.dtype) * (count > 0).reshape(-1, 1)
            rows, given = around.reshape(-1), near
        loss, pairs, (down_e, down_theta) = objectives.skip_softmax(inputs, theta, targets)
        self._count(loss, pairs)
        if given is not None:
            down_e = (given.mT @ down_e.reshape(*middle.shape, dimension)).reshape(-1, dimension)
        e.index_add_(0, rows, down_e, alpha=rate)
        theta.add_(down_theta, alpha=rate)

    def _down(self, part: blocks.Blocks, rate: float, lossy: bool) -> None:
        from core.words import tree_steps  # numba, which takes a second to load

        loss, pairs = tree_steps.step(
            self.config.method, self.model.e.numpy(), self.model.theta.numpy(), self.tree, part, rate, lossy
        )
        if lossy:
            self._count(torch.tensor(loss), torch.tensor(pairs))

    def _draw(self, epoch: int, step: int, count: int) -> np.ndarray:
        """Words drawn against each block of a step (B, m); the same whenever that step is taken."""
        stretch, at = divmod(step, STRETCH)
        if self.kept is None or self.kept[0] != (epoch, stretch):
            rng = np.random.default_rng([self.config.seed, 2, epoch, stretch])
            self.kept = (epoch, stretch), self.urn.draw(rng, (STRETCH, TOGETHER, self.drawn))
        return self.kept[1][at, :count]

    def _count(self, loss: torch.Tensor, pairs: torch.Tensor) -> None:
        self.sums += torch.stack([loss, pairs])

    def losses(self, at_mark: bool) -> tuple[float, float]:
        """The mean loss of a pair since it was last asked for, and at a mark since the mark before; nan where there was none."""
        self.since_mark += self.sums
        found = _mean(self.sums), _mean(self.since_mark) if at_mark else float("nan")
        self.sums.zero_()
        if at_mark:
            self.since_mark.zero_()
        return found


def _mean(sums: torch.Tensor) -> float:
    total, pairs = sums.tolist()
    return total / pairs if pairs else float("nan")
