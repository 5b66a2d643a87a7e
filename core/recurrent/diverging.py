"""A training that diverges, and the same one saved by clipping: an RNN on the made language, by plain gradient descent.

Without momentum or Adam, whose own scaling would hide what the gradient does. The two trainings have the same weights to begin
with and read the same sentences; they differ in one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import torch
from torch import nn

from core.recurrent.learning import batches, fresh, in_turn, nothing_known
from core.recurrent.options import DivergeConfig, LearnConfig
from core.recurrent.results.gradients import Saved, Training
from core.training import likelihood

UNITS, EVERY = 32, 20  # units; steps between two reports


def diverge(config: DivergeConfig) -> Iterator[float]:
    """A job: train without clipping and with it, yield how far it is, return `Saved`. The same for the same configuration."""
    runs = yield from in_turn([_train(config, limit) for limit in (None, config.limit)])
    return Saved(*runs, nothing_known=nothing_known())


def _train(config: DivergeConfig, limit: float | None) -> Iterator[float]:
    """One training; returns how it went. It ends where nothing is finite any more, which no later step can mend."""
    model = fresh(LearnConfig(units=UNITS, seed=config.seed))
    optimizer = torch.optim.SGD(model.parameters(), lr=config.rate)
    losses, norms = np.full(config.steps, np.nan), np.full(config.steps, np.nan)
    for step, (ids, targets, _) in enumerate(islice(batches(config.seed), config.steps)):
        loss, aim, _ = likelihood(model, ids, targets, None)
        optimizer.zero_grad()
        aim.backward()
        norm = nn.utils.clip_grad_norm_(model.parameters(), float("inf") if limit is None else limit)
        losses[step], norms[step] = loss.item(), norm.item()
        if not np.isfinite([losses[step], norms[step]]).all():
            return Training(losses, norms, step)
        optimizer.step()
        if step % EVERY == EVERY - 1:
            yield (step + 1) / config.steps
    return Training(losses, norms, None)
