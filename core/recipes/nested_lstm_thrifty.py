"""A small LSTM on the made language for which writing has a price: the mean of Γ_u is added to the loss.

The LSTM of the trio may write as much as it likes, and mostly counts. This one is paid for leaving its memory as it is, so
that it writes a thing once and then keeps it. While it is trained, the memory is blurred by noise where it is read:
else it would write faintly, which is as cheap as not writing. It has fewer units, and begins with the trio's data and steps;
a last part of the training is without noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from core.recipes import nested
from core.recipes.language import arguments, run
from core.recurrent.holding import holding, mean_update
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.nested import VOCABULARY, sentences
from core.training import IGNORE, Objective, Progress, State, TrainingConfig, train

UNITS, PRICE, RATE = 16, 0.1, 2e-2
NOISE, NOISE_SEED = 0.25, 7
LAST = TrainingConfig(1_500, 3e-3)  # without noise
CARD = nested.CARD | {
    "objective": f"nats a character + {PRICE} · mean of Γ_u over all units and characters; "
    f"noise of standard deviation {NOISE} on c where it is read, none in the last {LAST.steps} steps at a rate of {LAST.rate}",
}


def thrifty(noise: float) -> Objective:
    """Mean −log P of the targets, and with the price of writing. noise: its standard deviation where the memory is read."""
    generator = torch.Generator().manual_seed(NOISE_SEED)

    def objective(
        model: SequenceModel, ids: Tensor, targets: Tensor, state: State | None
    ) -> tuple[Tensor, Tensor, State]:
        cell = model.cell
        projected, matrices, state = cell.project(ids), cell.matrices(), cell.start(ids.shape[1])
        outputs, written = [], []
        for from_x in projected:
            step = cell.step(from_x, state, matrices, {})
            blur = noise * torch.randn(step.c.shape, generator=generator) if noise else 0.0
            state = (step.c, step.gamma_o * torch.tanh(step.c + blur))
            outputs.append(state[1])
            written.append(step.gamma_u)
        logits = model.logits(torch.stack(outputs))
        loss = cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
        return loss, loss + PRICE * torch.stack(written)[targets != IGNORE].mean(), state

    return objective


def measure(model: SequenceModel) -> dict[str, Any]:
    """As for the trio; and how much it writes, in all and while it carries a number 10 to 39 characters far."""
    made = sentences("test", 9)
    far = (s for s in made if any(d.kind == "agreement" and 10 <= d.distance < 40 for d in s.dependencies))
    return nested.measure(model) | {
        "mean_update_gate": round(mean_update(model, islice(sentences("test", 9), 500)), 4),
        "while_carrying_a_number": asdict(holding(model, islice(far, 300))),
    }


def main() -> None:
    """Train it."""
    options = arguments(__doc__).parse_args()

    def without_noise(model: SequenceModel) -> Iterator[Progress]:
        steps = min(LAST.steps, options.steps or LAST.steps)
        batches = nested.batches("train", nested.SEED + 2)
        return train(model, batches, TrainingConfig(steps, LAST.rate), objective=thrifty(0.0))

    run(
        "nested_lstm_thrifty",
        ModelConfig("lstm", UNITS, VOCABULARY),
        lambda _: nested.lessons(nested.SEED),
        TrainingConfig(nested.STEPS, RATE),
        measure,
        CARD,
        seed=nested.SEED,
        options=options,
        objective=thrifty(NOISE),
        then=without_noise,
    )


if __name__ == "__main__":
    main()
