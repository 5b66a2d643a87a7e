"""How quick gradients are: `python -m tests.benchmarks.gradients`, beside PyTorch's autograd.

One JSON line a case, the least processor time of some runs of each and their ratio: one loss by 200 earlier letters in one
backward pass, ours and `torch.nn.RNN`, `GRU` or `LSTM` with its own backward by the letters; then all losses of a text by all
earlier states at once against one backward pass for each.
"""

import json

import torch
from torch.nn.functional import cross_entropy, one_hot

from core.recurrent import gradients, reach
from core.recurrent.options import REACH_LETTERS, ReachKey
from core.referees.recurrent import torch_layer
from tests.benchmarks.bias import least_of

SENTENCE = "the birds (near the dog by the tree of the old king) are small. "


def by_torch(layer: torch.nn.RNNBase, model, ids: torch.Tensor) -> torch.Tensor:
    """∂L of the last letter by every earlier one, by PyTorch's layer."""
    xs = one_hot(ids[:-1], len(model.vocabulary)).to(model.W_ya.dtype)[:, None].requires_grad_()
    outputs, _ = layer(xs)
    return torch.autograd.grad(cross_entropy(model.logits(outputs[-1]), ids[-1:]), xs)[0]


def main() -> None:
    """The three cells."""
    torch.set_num_threads(1)
    for cell in ("rnn", "gru", "lstm"):
        model = reach.model(ReachKey(cell))
        ids = torch.tensor(model.vocabulary.encode(["\n", *(SENTENCE * 4)[:REACH_LETTERS]]))
        t, loss_of = len(ids) - 2, reach.loss_of(model, int(ids[-1]))
        case = {
            "case": f"{cell}: one loss by 200 letters",
            "ms": least_of(5, lambda m=model, i=ids, f=loss_of, t=t: gradients.influence(m.cell, i[:-1], f, t)),
        }
        layer = torch_layer(model.cell)
        if layer is not None:
            case["torch_ms"] = least_of(5, lambda la=layer, m=model, i=ids: by_torch(la, m, i))
            case["ratio"] = case["ms"] / case["torch_ms"]
        print(json.dumps(case))
        at_once = least_of(5, lambda c=cell: reach.reach(ReachKey(c), SENTENCE))
        tokens = reach.tokens_of(SENTENCE)[0]
        one = torch.tensor(model.vocabulary.encode(tokens))

        def one_by_one(model=model, ids=one) -> None:
            for t in range(len(ids) - 1):
                gradients.influence(model.cell, ids[:-1], reach.loss_of(model, int(ids[t + 1])), t)

        apart = least_of(2, one_by_one)
        case = {"case": f"{cell}: all losses of {len(tokens) - 1} letters", "ms": at_once, "one_by_one_ms": apart}
        print(json.dumps(case | {"ratio": apart / at_once}))


if __name__ == "__main__":
    main()
