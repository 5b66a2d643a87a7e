"""How long a training step takes: forward, backward and Adam, of every depth, by PyTorch's layers, measured where this runs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from core.recurrent.deep_network import SYMBOLS, TABLE, Learner
from core.recurrent.options import CELLS, DEPTHS, TimesConfig
from core.recurrent.results.deep import StepTimes

BATCH, LENGTH = 48, 64  # as the recipe has it
WARM = 3  # first steps that are not counted
CLIP, RATE = 1.0, 1e-3


class Stepper:
    """A network with fresh weights that can take a training step."""

    def __init__(self, cell: str, layers: int) -> None:
        torch.manual_seed(1)
        self.learner = Learner(cell, layers, TABLE[cell][layers])
        self.optimizer = torch.optim.Adam(self.learner.parameters(), lr=RATE)
        self.ids = torch.randint(SYMBOLS, (LENGTH + 1, BATCH))

    def step(self) -> float:
        """Take one; its milliseconds."""
        started = time.perf_counter()
        logits, _ = self.learner(self.ids[:-1])
        loss = cross_entropy(logits.flatten(0, 1), self.ids[1:].flatten())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.learner.parameters(), CLIP)
        self.optimizer.step()
        return 1000 * (time.perf_counter() - started)


def measure(config: TimesConfig) -> Iterator[float]:
    """A job: ``config.steps`` steps of each network, the networks in turn so that what else the machine does meets all alike."""
    steppers = {(cell, layers): Stepper(cell, layers) for cell in CELLS for layers in DEPTHS}
    taken: dict[tuple[str, int], list[float]] = {key: [] for key in steppers}
    for n in range(WARM + config.steps):
        for key, stepper in steppers.items():
            ms = stepper.step()
            if n >= WARM:
                taken[key].append(ms)
        yield (n + 1) / (WARM + config.steps)
    return StepTimes(
        config.steps,
        {cell: tuple(statistics.median(taken[cell, layers]) for layers in DEPTHS) for cell in CELLS},
    )
