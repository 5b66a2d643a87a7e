"""A small RNN that learns the made language in seconds, watched: its weights at many steps, and what a text shows of them."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import torch

from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.nested import VOCABULARY, sentences
from core.recurrent.options import LearnConfig
from core.recurrent.results import Learned, Watched
from core.recurrent.unroll import trace
from core.training import Batch, TrainingConfig, padded, train

BATCH, LONGEST = 16, 2  # sentences a step, and the phrases between noun and verb at the most
WARMUP = 10  # steps
EVERY, FRAMES = 20, 60  # first steps, each of which is a frame, and frames of those that follow
WRITTEN = 48  # symbols at the most


def learn(config: LearnConfig) -> Iterator[float]:
    """A job: train, yield how far it is, and return what was `Learned`. The same for the same configuration."""
    model = fresh(config)
    training = TrainingConfig(config.steps, rate=config.rate, warmup=min(WARMUP, config.steps), report=1)
    wanted = set(frame_steps(config.steps).tolist())
    losses, frames = [], [_copy(model)]
    for progress in train(model, batches(config.seed), training):
        losses.append(progress.loss)
        if progress.step in wanted:
            frames.append(_copy(model))
            yield progress.step / progress.steps
    return Learned(
        steps=frame_steps(config.steps),
        losses=np.array(losses, dtype=np.float32),
        weights={name: np.stack([frame[name] for frame in frames]) for name in frames[0]},
        symbols=VOCABULARY.symbols,
    )


def in_turn(trainings: Sequence[Iterator[float]]) -> Generator[float, None, list[Any]]:
    """Trainings one after the other as one job: yields how far all of them are, returns what each has returned."""
    results = []
    for i, training in enumerate(trainings):
        while True:
            try:
                yield (i + next(training)) / len(trainings)
            except StopIteration as done:
                results.append(done.value)
                break
    return results


def fresh(config: LearnConfig) -> SequenceModel:
    """The network before it has learned anything."""
    generator = torch.Generator().manual_seed(config.seed)
    return SequenceModel(ModelConfig("rnn", config.units, VOCABULARY), generator=generator)


def batches(seed: int) -> Iterator[Batch]:
    """Sentences for training, BATCH at a time; the same for the same seed."""
    made = sentences("train", seed, LONGEST)
    while True:
        yield padded([VOCABULARY.encode(list("\n" + sentence.text)) for sentence in islice(made, BATCH)])


def frame_steps(steps: int) -> np.ndarray:
    """After which steps a frame is taken: 0, every one of the first, then fewer and fewer, and the last."""
    later = np.geomspace(min(EVERY, steps), steps, FRAMES).round().astype(int)
    return np.unique(np.concatenate([np.arange(min(EVERY, steps) + 1), later]))


def _copy(model: SequenceModel) -> dict[str, np.ndarray]:
    """The weights by the course's letters."""
    return {name.removeprefix("cell."): p.detach().numpy().copy() for name, p in model.named_parameters()}


def model_at(learned: Learned, frame: int) -> SequenceModel:
    """The network as it was at that frame, read-only."""
    made = SequenceModel(ModelConfig("rnn", learned.weights["W_aa"].shape[1], VOCABULARY)).eval().requires_grad_(False)
    for name, parameter in made.named_parameters():
        parameter.copy_(torch.from_numpy(learned.weights[name.removeprefix("cell.")][frame]))
    return made


@torch.inference_mode()
def watch(learned: Learned, text: str, seed: int = 1) -> Watched:
    """Read ``text`` with the weights of every frame, and let the network write; seed: of what it draws."""
    tokens = ["\n", *VOCABULARY.split(text)]
    ids = torch.tensor(VOCABULARY.encode(tokens))
    states, chances, written = [], [], []
    for frame in range(len(learned.steps)):
        model = model_at(learned, frame)
        a = trace(model.cell, ids).a
        p = torch.softmax(model.logits(torch.from_numpy(np.ascontiguousarray(a[:-1]))), dim=-1)
        states.append(a)
        chances.append(p[torch.arange(len(p)), ids[1:]].numpy())
        written.append(write(model, seed))
    p_next = np.stack(chances)
    return Watched(
        tokens=tuple(tokens),
        a=np.stack(states),
        p_next=p_next,
        loss=-np.log(np.maximum(p_next, np.finfo(np.float32).tiny)).mean(axis=1),
        written=tuple(written),
    )


@torch.inference_mode()
def write(model: SequenceModel, seed: int) -> str:
    """What the network writes by itself after the end of a line, up to the next: each symbol drawn from ŷ."""
    draws = torch.rand(WRITTEN, generator=torch.Generator().manual_seed(seed)).tolist()
    ids, state, text = torch.zeros(1, 1, dtype=torch.long), None, ""
    for draw in draws:
        logits, state = model(ids, state)
        shares = torch.softmax(logits[0, 0], dim=-1).cumsum(0)
        k = min(int(torch.searchsorted(shares, torch.tensor(draw), right=True)), len(shares) - 1)
        if VOCABULARY.symbols[k] == "\n":
            break
        text += VOCABULARY.symbols[k]
        ids = torch.tensor([[k]])
    return text


def nothing_known() -> float:
    """The loss of who expects all symbols alike: log V."""
    return math.log(len(VOCABULARY))
