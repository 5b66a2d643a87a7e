"""How quick reading by layers is: `python -m tests.benchmarks.deep`, beside PyTorch's stacked layers.

One JSON line a case, the least processor time of some runs of each and their ratio: the states of all layers on 160 letters against
PyTorch's layer on the same one-hot vectors, which gives those of its last layer only; then all that a page asks for.
"""

import json

import torch
from torch.nn.functional import one_hot

from core.recurrent import deep
from core.recurrent.options import CELLS
from core.referees.deep import stacked
from tests.benchmarks.bias import least_of

TEXT = "the cats (near the dog [by the old tree]) are small. " * 4


def main() -> None:
    """Three layers of each cell."""
    torch.set_num_threads(1)
    for cell in CELLS:
        print(json.dumps(case(cell)))


def case(cell: str) -> dict[str, object]:
    """One of them."""
    network = deep.load(cell, 3)
    ids = torch.tensor(network.ids(TEXT)[1])
    layer, x = stacked(network.stack), one_hot(ids, len(network.vocabulary)).double()[:, None]

    def by_torch() -> None:
        with torch.inference_mode():
            layer(x)

    ours, theirs = least_of(9, lambda: network.stack.traces(ids)), least_of(9, by_torch)
    named = {"case": f"3 layers of {cell}, {len(ids)} letters"}
    return named | {
        "ms": ours,
        "torch_ms": theirs,
        "ratio": ours / theirs,
        "page_ms": least_of(9, lambda: network.read(TEXT)),
    }


if __name__ == "__main__":
    main()
