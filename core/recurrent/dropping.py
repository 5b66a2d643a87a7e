"""Where dropout may stand in a deep network, and where it wipes out what is remembered.

Zaremba, Sutskever and Vinyals 2014 drop only what goes up from layer to layer. Dropped anew at each step on the line from step
to step, a number has survived k steps with probability (1 − p)^k. Gal and Ghahramani 2016 drop the same units at all steps.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from core.recurrent import deep
from core.recurrent.options import DROPOUT, DropConfig
from core.recurrent.results.deep import Dropped
from core.recurrent.stack import Stack

DRAWS = 32  # readings of which each drops other numbers


def outputs(
    stack: Stack,
    xs: Tensor,
    rate: float,
    where: str,
    generator: torch.Generator,
    state: tuple[Tensor, ...] | None = None,
) -> tuple[list[Tensor], tuple[Tensor, ...]]:
    """What every layer gives on xs, indices (T, B) or vectors (T, B, E), (T, B, H) each, and the last states, one after the other.

    where: "between", dropped on the way up and before the output; "recurrent", all that goes from step to step, anew at each step;
    "same", the same units of a⟨t−1⟩ at all steps, an LSTM's c left alone; "none". What is kept is made larger by 1 / (1 − rate).
    """
    found, last, below, given = [], [], xs, list(state or ())
    for cell in stack.cells:
        now = tuple(given.pop(0) for _ in cell.states) if given else cell.start(xs.shape[1])
        projected, matrices, steps = cell.project(below), cell.matrices(), []
        same = mask(now[0], rate, generator) if where == "same" else None
        for from_x in projected:
            if where == "recurrent":
                now = tuple(value * mask(value, rate, generator) for value in now)
            elif same is not None:
                now = (*now[:-1], now[-1] * same)
            step = cell.step(from_x, now, matrices, {})
            now = tuple(getattr(step, name) for name in cell.states)
            steps.append(getattr(step, cell.output))
        below = torch.stack(steps)
        if where == "between":
            below = below * mask(below, rate, generator)
        found.append(below)
        last.extend(now)
    return found, tuple(last)


def mask(like: Tensor, rate: float, generator: torch.Generator) -> Tensor:
    """0 with probability ``rate``, else 1 / (1 − rate), of the same shape."""
    return (torch.rand(like.shape, generator=generator) >= rate) / (1 - rate)


@torch.inference_mode()
def drop(config: DropConfig) -> Iterator[float]:
    """A job: a text read DRAWS times with dropout, `Dropped`; how sure the last layer's probe stays of the first noun's number."""
    network = deep.load(config.cell, config.layers)
    tokens, ids = network.ids(config.text)
    xs = torch.tensor(ids)[:, None].expand(-1, DRAWS)
    truth = network.read(config.text).truth["number"]
    found = {}
    for n, where in enumerate(DROPOUT[:3]):
        generator = torch.Generator().manual_seed(config.seed)
        top = outputs(network.stack, xs, config.rate, where, generator)[0][-1][1:].numpy()
        p = network.network.said(len(network.stack) - 1, "number", top)
        right = np.take_along_axis(p, np.maximum(truth, 0)[:, None, None], axis=2)[..., 0].mean(1)
        found[where] = np.where(truth >= 0, right, np.nan)
        yield (n + 1) / 3
    return Dropped(tuple(tokens), found)
