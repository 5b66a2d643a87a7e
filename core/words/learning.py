"""A training of word vectors as a job that can be watched, stopped and taken up again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from core.words import corpus, word2vec
from core.words.corpus import Corpus
from core.words.moments import FIRST_CONFIG, coded, guessing, schedule
from core.words.options import LearningConfig
from core.words.results import Learned, Moments

POINTS = 60  # of the curve of the loss, about
EVERY = 0.35  # seconds between two glimpses
WHOLE, HOLD = 1.5, 0.9  # seconds between two partial results to go on from, and how long one stands, to be seen


@dataclass(frozen=True)
class Progress:
    """What the job yields: words read of all, and now and then what was learnt so far: all of it, or a glimpse of this moment."""

    step: int
    steps: int
    partial: Learned | None


def warm() -> None:
    """Read the text that is trained on first, and compile what goes down a tree; a worker does, before it is asked."""
    from core.words import tree_steps  # numba, which takes a second to load

    tree_steps.warm()
    corpus.shipped("wordnet", FIRST_CONFIG.min_count, FIRST_CONFIG.most)


def job(description: Mapping[str, Any]) -> Iterator[Progress | Learned]:
    """The job {"corpus": a name of `corpus.SHIPPED` or "own", "data": bytes of a text or None, "config": LearningConfig,
    "resume": what was `Learned` before, or None}; returns a `Learned`, done. Raises UserError.

    The same description gives the same vectors, whether it was stopped on the way or not.
    """
    config: LearningConfig = description["config"]
    text = opened(description["corpus"], description.get("data"), config)
    return (yield from run(text, config, description.get("resume")))


def opened(name: str, data: bytes | None, config: LearningConfig) -> Corpus:
    """The corpus of a description."""
    if name == "own":
        return _own(data or b"", config.min_count, config.most)
    return corpus.shipped(name, config.min_count, config.most)


def _own(data: bytes, min_count: int, most: int) -> Corpus:
    text, _ = corpus.decode(data)
    return corpus.build(corpus.sentences(text), min_count, most)


def run(text: Corpus, config: LearningConfig, resume: Learned | None = None) -> Iterator[Progress | Learned]:
    """Train, and keep moments of it; closer together at the beginning, when most moves."""
    if resume is not None and (resume.moments.words, resume.total) != (text.words, config.epochs):
        raise ValueError("a training goes on with the text and the epochs that it began with")
    planned = schedule(config.epochs)
    past = _Past(text) if resume is None else _Past.of(text, resume)
    model = None if resume is None else resumed(resume)
    if resume is None:
        past.curve.append((0.0, guessing(config, text.counts)))
    gap = config.epochs / POINTS
    between = (mark for mark in np.arange(1, POINTS) * gap if np.abs(planned - mark).min() > gap / 2)
    marks = sorted([*planned, *between])
    last = whole = -np.inf
    for progress in word2vec.train(text, config, model, EVERY, marks):
        if np.isfinite(progress.marked):
            past.curve.append((progress.epochs, progress.marked))
        is_due = len(past.frames) < len(planned) and progress.epochs >= planned[len(past.frames)] - 1e-9
        if is_due:
            past.keep(progress)
        partial, now = None, time.monotonic()
        if now - whole >= WHOLE:
            partial, whole = past.learned(progress, config.epochs), now
        elif now - last >= EVERY and now - whole >= min(HOLD, WHOLE):
            partial = past.glimpse(progress, config.epochs)
        yield Progress(progress.words, progress.total, partial)
        last = last if partial is None else now
    return past.learned(progress, config.epochs, done=True)


class _Past:
    """The moments so far."""

    def __init__(self, text: Corpus) -> None:
        self.text = text
        self.frames: list[tuple] = []
        self.curve: list[tuple[float, float]] = []

    @classmethod
    def of(cls, text: Corpus, before: Learned) -> _Past:
        """As it was when a training was stopped."""
        past, m = cls(text), before.moments
        count = int((m.epochs[:-1] < m.epochs[-1]).sum()) + before.is_planned
        past.frames = [(m.epochs[f], m.e[f], m.e_scale[f], m.theta[f], m.theta_scale[f]) for f in range(count)]
        past.curve = [tuple(point) for point in m.curve.tolist()]
        return past

    def keep(self, progress: word2vec.Progress) -> None:
        self.frames.append(_frame(progress))

    def learned(self, progress: word2vec.Progress, total: int, done: bool = False) -> Learned:
        """What there is: the moments that were kept, and this one; to go on from here."""
        is_planned = bool(self.frames) and self.frames[-1][0] == progress.epochs
        frames = self.frames if is_planned else [*self.frames, _frame(progress)]
        columns = [np.stack([np.asarray(frame[k]) for frame in frames]) for k in range(5)]
        curve = np.array(self.curve, np.float32).reshape(-1, 2)
        text, model = self.text, progress.model
        moments = Moments(text.words, text.counts, *columns, curve, text.read, progress.rate)
        e, theta = model.e.numpy().copy(), None if done else model.theta.numpy().copy()
        return Learned(moments, total, e, theta, model.epoch, model.step, is_planned, done)

    def glimpse(self, progress: word2vec.Progress, total: int) -> Learned:
        """This moment alone: a fraction of the size, and nothing to go on from."""
        columns = [np.asarray(part)[None] for part in _frame(progress)]
        curve = np.array(self.curve, np.float32).reshape(-1, 2)
        moments = Moments(self.text.words, self.text.counts, *columns, curve, self.text.read, progress.rate)
        return Learned(moments, total, None, None, progress.model.epoch, progress.model.step, False, False)


def _frame(progress: word2vec.Progress) -> tuple:
    tables = (coded(table.numpy()) for table in (progress.model.e, progress.model.theta))
    return (np.float32(progress.epochs), *(part for table in tables for part in table))


def resumed(before: Learned) -> word2vec.Model:
    """The model where a training was stopped."""
    if before.theta is None:
        raise ValueError("this training has come to its end")
    tables = torch.from_numpy(before.e.copy()), torch.from_numpy(before.theta.copy())
    return word2vec.Model(*tables, before.epoch, before.step)
