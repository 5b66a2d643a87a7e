"""The loop that trains the language models: Adam, a cosine to zero, gradients clipped by their norm."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

Batch = tuple[Tensor, Tensor, "Tensor | None"]  # ids (T, B), targets (T, B), and which streams start anew (B,) or None
State = tuple[Tensor, ...]
Objective = Callable[[nn.Module, Tensor, Tensor, "State | None"], tuple[Tensor, Tensor, State]]

IGNORE = -100  # a target that does not count


@dataclass(frozen=True)
class TrainingConfig:
    """steps of Adam at ``rate`` (rising over ``warmup`` steps, then a cosine to zero), gradient norm at most ``clip``."""

    steps: int
    rate: float = 4e-3
    warmup: int = 100
    clip: float = 1.0
    report: int = 200


@dataclass(frozen=True)
class Progress:
    """Where a training stands: step of steps, the loss in nats a symbol since the last report, seconds so far."""

    step: int
    steps: int
    loss: float
    seconds: float


def likelihood(model: nn.Module, ids: Tensor, targets: Tensor, state: State | None) -> tuple[Tensor, Tensor, State]:
    """Mean −log P of the targets: to be reported, to be made small, and the last state."""
    logits, last = model(ids, state)
    loss = cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
    return loss, loss, last


def train(
    model: nn.Module,
    batches: Iterator[Batch],
    config: TrainingConfig,
    on_report: Callable[[Progress], None] | None = None,
    objective: Objective = likelihood,
) -> Iterator[Progress]:
    """Train in place, a report every ``config.report`` steps. The state goes on from batch to batch where streams do.

    objective: model, ids, targets and state -> the loss that is reported, what is made small, and the last state.
    """
    optimizer = torch.optim.Adam(model.parameters(), lr=config.rate, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, config))
    started, state, total, since = time.perf_counter(), None, 0.0, 0
    for step in range(1, config.steps + 1):
        ids, targets, fresh = next(batches)
        if fresh is not None and state is not None:
            state = tuple(s.detach() * (~fresh)[:, None] for s in state)
        loss, aim, last = objective(model, ids, targets, state)
        state = None if fresh is None else last
        optimizer.zero_grad(set_to_none=True)
        aim.backward()
        nn.utils.clip_grad_norm_(model.parameters(), config.clip)
        optimizer.step()
        schedule.step()
        total, since = total + loss.item(), since + 1
        if step % config.report == 0 or step == config.steps:
            yield Progress(step, config.steps, total / since, time.perf_counter() - started)
            total, since = 0.0, 0


def _rate(step: int, config: TrainingConfig) -> float:
    if step < config.warmup:
        return (step + 1) / config.warmup
    return 0.5 * (1 + math.cos(math.pi * (step - config.warmup) / max(1, config.steps - config.warmup)))


def streams(
    ids: Tensor, batch: int, length: int, *, generator: torch.Generator, restart: float = 0.05
) -> Iterator[Batch]:
    """Cut one long text (N,) into ``batch`` streams and read them ``length`` symbols at a time, over and over.

    A stream forgets its state with probability ``restart`` at each cut, so that the model also learns to begin.
    """
    per = len(ids) // batch
    table = ids[: per * batch].view(batch, per).t().contiguous()  # (N/B, B)
    while True:
        offset = int(torch.randint(0, length, (1,), generator=generator))
        for i in range(offset, per - length - 1, length):
            fresh = torch.rand(batch, generator=generator) < (1.0 if i == offset else restart)
            yield table[i : i + length], table[i + 1 : i + length + 1], fresh


def padded(sequences: list[list[int]], pad: int = 0) -> Batch:
    """Sequences of unlike length as one batch: each read but for its last symbol, each predicted but for its first."""
    longest = max(map(len, sequences)) - 1
    ids = torch.full((longest, len(sequences)), pad)
    targets = torch.full((longest, len(sequences)), IGNORE)
    for b, sequence in enumerate(sequences):
        s = torch.tensor(sequence)
        ids[: len(s) - 1, b], targets[: len(s) - 1, b] = s[:-1], s[1:]
    return ids, targets, None


@torch.inference_mode()
def nats_per_symbol(model: nn.Module, batches: Iterator[Batch]) -> tuple[float, int]:
    """Mean −log P over all targets that count, and their number; states go on as in training."""
    total, count, state = 0.0, 0, None
    for ids, targets, fresh in batches:
        if fresh is not None and state is not None:
            state = tuple(s * (~fresh)[:, None] for s in state)
        logits, last = model(ids, state)
        state = None if fresh is None else last
        total += cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE, reduction="sum").item()
        count += int((targets != IGNORE).sum())
    return total / count, count
