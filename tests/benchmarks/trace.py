"""What seeing inside costs: `python -m tests.benchmarks.trace`, every gate against PyTorch's layer alone.

One JSON line a case: the least time of each in milliseconds, of runs taken by turns on one thread, and their ratio. It is
the processor's time, so that others on the machine disturb the figures less. The peer is the forward pass of the layer
with the same weights, in inference mode. The course's GRU resets before the product, which no layer of PyTorch does; its
ratio to ``torch.nn.GRU`` is given without a target.
"""

import json
import time
from collections.abc import Callable

import torch
from torch import nn

from core.recurrent.cells import Cell, GRUCell, LSTMCell, RNNCell
from core.recurrent.unroll import trace

INPUTS = 66  # the characters that the shipped models know
SIZES = ((59, 200), (128, 100), (256, 100))  # units, steps
SECONDS, ROUNDS = 1.5, 20  # a case takes as long, and as many turns, at least
LAYERS = {"rnn": (nn.RNN, RNNCell), "gru": (nn.GRU, GRUCell), "lstm": (nn.LSTM, LSTMCell)}
TARGETS = {("rnn", 64): 1.6, ("gru", 64): 1.6, ("lstm", 64): 1.6, ("gru", 1): 1.4, ("lstm", 1): 4.0}


def least(*runs: Callable[[], object]) -> list[float]:
    """The least processor time of each run in milliseconds; they take turns, so that both meet the same machine."""
    best, stop, rounds = [float("inf")] * len(runs), time.perf_counter() + SECONDS, 0
    while rounds < ROUNDS or time.perf_counter() < stop:
        for i, run in enumerate(runs):
            begin = time.process_time()
            run()
            best[i] = min(best[i], (time.process_time() - begin) * 1e3)
        rounds += 1
    return best


def report(layer: nn.RNNBase, cell: Cell, form: str, batch: int, steps: int, target: float | None) -> None:
    """Measure one case and print its line."""
    xs = torch.randn(steps, batch, cell.inputs, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        peer, ours = least(lambda: layer(xs), lambda: trace(cell, xs))
    case = {"benchmark": "trace", "cell": cell.kind, "form": form, "batch": batch, "units": cell.units, "steps": steps}
    figures = {"torch_ms": round(peer, 3), "trace_ms": round(ours, 3), "ratio": round(ours / peer, 2), "target": target}
    print(json.dumps(case | figures | {"peer": f"torch.nn.{type(layer).__name__}", "threads": 1}), flush=True)


def main() -> None:
    """All cells, alone and in batches of 64."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    for batch in (1, 64):
        for kind, (layer_class, cell_class) in LAYERS.items():
            for units, steps in SIZES:
                layer = layer_class(INPUTS, units)
                form = "pytorch" if kind == "gru" else "course"
                report(layer, cell_class.from_torch(layer), form, batch, steps, TARGETS.get((kind, batch)))
                if kind == "gru":
                    report(layer, GRUCell(INPUTS, units), "course", batch, steps, None)


if __name__ == "__main__":
    main()
