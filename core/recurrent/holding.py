"""Does a memory hold, or does it count? What the gates of the carrying unit do while a number is carried to its verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch

from core.recurrent.carrying import of_number
from core.recurrent.model import SequenceModel
from core.recurrent.nested import Sentence
from core.recurrent.unroll import trace
from core.training import IGNORE, padded

SHUT, OPEN = 0.1, 0.9  # a gate below the one, or above the other


@dataclass(frozen=True)
class Holding:
    """Of ``sentences``, in ``carried`` a unit carries the first noun's number to the verb, over ``steps`` steps in all.

    shut, kept: at how many of these its Γ_u is below SHUT, its Γ_f above OPEN. units: how often which unit was it.
    """

    sentences: int
    carried: int
    steps: int
    shut: int
    kept: int
    units: dict[int, int]


@torch.inference_mode()
def holding(model: SequenceModel, sentences: Iterable[Sentence]) -> Holding:
    """What an LSTM's gates do in the unit that carries the number, from the step after it has it until the verb is due."""
    count, units = 0, {}
    gamma_u, gamma_f = [np.empty(0)], [np.empty(0)]
    for made in sentences:
        text, count = made.text.strip(), count + 1
        found = of_number(model, text)
        if found is not None and found.until - found.since > 1:
            read = trace(model.cell, np.array(model.vocabulary.encode(list("\n" + text))))
            gamma_u.append(read.gamma_u[found.since + 1 : found.until, found.unit])
            gamma_f.append(read.gamma_f[found.since + 1 : found.until, found.unit])
            units[found.unit] = units.get(found.unit, 0) + 1
    u, f = np.concatenate(gamma_u), np.concatenate(gamma_f)
    most = dict(sorted(units.items(), key=lambda pair: -pair[1]))
    return Holding(count, sum(units.values()), len(u), int((u < SHUT).sum()), int((f > OPEN).sum()), most)


@torch.inference_mode()
def mean_update(model: SequenceModel, sentences: Iterable[Sentence]) -> float:
    """The mean of an LSTM's Γ_u over all units, and all symbols of the sentences."""
    ids, targets, _ = padded([model.vocabulary.encode(list("\n" + made.text)) for made in sentences])
    return float(torch.stack([step.gamma_u for step in model.cell.steps(ids)])[targets != IGNORE].mean())
