"""Two LSTM layers trained with dropout nowhere, between the layers, on the recurrent line, and of the same units at all steps.

    python -m core.recipes.deep_dropout

What comes of it is written into the card of the network of two LSTM layers, which has to be there.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.recipes import deep_measure
from core.recipes.deep import RATES, SEEDS, batches, measure
from core.recipes.language import arguments, bits
from core.recipes.shakespeare import VOCABULARY
from core.recurrent import dropping
from core.recurrent.deep_network import TABLE, Learner
from core.recurrent.options import DROPOUT
from core.recurrent.stack import Stack
from core.training import TrainingConfig, train

CELL, LAYERS, SHARE, STEPS = "lstm", 2, 0.25, 1_000


class Dropping(nn.Module):
    """The network with our cells, which can drop what PyTorch's layer cannot."""

    def __init__(self, where: str) -> None:
        super().__init__()
        learner = Learner(CELL, LAYERS, TABLE[CELL][LAYERS], len(VOCABULARY))
        self.where, self.out = where, learner.out
        self.stack = Stack.from_torch(learner.layers)
        self.generator = torch.Generator().manual_seed(SEEDS[0])

    def forward(self, ids: Tensor, state: tuple[Tensor, ...] | None = None) -> tuple[Tensor, tuple[Tensor, ...]]:
        """ids (T, B) -> logits (T, B, V), last state. Nothing is dropped once trained."""
        where = self.where if self.training else "none"
        layers, last = dropping.outputs(self.stack, ids, SHARE, where, self.generator, state)
        return self.out(layers[-1]), last


def main() -> None:
    """Train the four, measure, write."""
    options = arguments(__doc__).parse_args()
    torch.set_num_threads(options.threads)
    read, found = [deep_measure.texts("train"), deep_measure.texts("test")], {}
    for where in DROPOUT:
        torch.manual_seed(SEEDS[0])
        model = Dropping(where)
        for progress in train(model, batches(SEEDS[0]), TrainingConfig(options.steps or STEPS, RATES[CELL])):
            print(where, progress.step, round(bits(progress.loss), 3), f"{progress.seconds:.0f} s", flush=True)
        model = model.eval().requires_grad_(False)
        scores = deep_measure.of_layers(model.stack, read, None)[1]
        found[where] = measure(model) | {"number": scores[-1]["number"]["right"], "open": scores[-1]["open"]["right"]}
        print(where, found[where], flush=True)
    deep_measure.add(f"deep_{CELL}_{LAYERS}", {"dropout": {"rate": SHARE, "where": found}})


if __name__ == "__main__":
    main()
