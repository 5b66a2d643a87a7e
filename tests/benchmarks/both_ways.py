"""How quick reading both ways is: `python -m tests.benchmarks.both_ways`, beside PyTorch's bidirectional LSTM.

One JSON line a case, the least processor time of some runs of each and their ratio: a sentence of 30 words against PyTorch's
layer on the same inputs; then the tags of all its beginnings at once against each beginning by itself.
"""

import json

import torch

from core.recurrent import both_ways
from core.recurrent.tagger import Tagger
from core.referees.both_ways import bidirectional
from tests.benchmarks.bias import least_of

WORDS = ("She told us about Victoria Hughes , who runs the shop , and Mark Twain , who grew up on the Mississippi and wrote of it "
         "until he was old .").split()[:30]  # fmt: skip


def main() -> None:
    """Both cases."""
    torch.set_num_threads(1)
    model = Tagger.load("both")
    layer = bidirectional(model.network.forward_cell, model.network.backward_cell)
    x = model.inputs(WORDS)

    def by_torch() -> None:
        with torch.inference_mode():
            layer(x[:, None])

    ours, theirs = least_of(9, lambda: model.network.states(x)), least_of(9, by_torch)
    print(json.dumps({"case": f"states of {len(WORDS)} words", "ms": ours, "torch_ms": theirs, "ratio": ours / theirs}))

    def one_by_one() -> None:
        for n in range(1, len(WORDS) + 1):
            model.tag(WORDS[:n])

    at_once, apart = least_of(5, lambda: both_ways.as_read(WORDS)), least_of(3, one_by_one)
    print(json.dumps({"case": "all beginnings", "ms": at_once, "one_by_one_ms": apart, "ratio": apart / at_once}))


if __name__ == "__main__":
    main()
