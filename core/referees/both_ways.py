"""Referees of reading both ways: PyTorch's bidirectional LSTM, its packed batches, and each beginning of a sentence read alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from core.recurrent import both_ways
from core.recurrent.cells import Cell
from core.recurrent.tagger import Tagger
from core.referees import tagging
from core.referees.recurrent import torch_layer
from core.referees.results import Compared, worst

LEFT_ONLY = ("ŷ", "ŷ, t words alone")  # what is told of the network that reads from the left
PADS = 7  # steps of nothing in the batch


def check(text: str) -> list[Compared]:
    """What both networks say of a text. UserError where there is no word in it."""
    model, found = Tagger.load("both"), both_ways.read(text)
    x = model.inputs(found.words)
    T, layer = len(x), bidirectional(model.network.forward_cell, model.network.backward_cell)
    batch = torch.cat([x, x.new_zeros(PADS, x.shape[1])])[:, None]
    with torch.inference_mode():
        whole = layer(x[:, None])[0][:, 0]
        packed = pad_packed_sequence(layer(pack_padded_sequence(batch, torch.tensor([T])))[0])[0][:, 0]
        over = chances(model, layer(batch)[0][:T, 0])
        words = torch.cat([x, model.inputs(model.network.config.words[:1]).expand(PADS, -1)])[:, None]
        said = chances(model, layer(words)[0][:T, 0])
    alone = [model.tag(found.words[: n + 1]).tags for n in range(T)]
    own = both_ways.as_read(found.words).tags
    differ = sum(a != b for mine, theirs in zip(own, alone, strict=True) for a, b in zip(mine, theirs, strict=True))
    tags = sum(map(len, own))
    return [
        worst("both ways: [a→, a←]", found.both.states, whole.numpy()),
        worst("both ways: ŷ", found.both.probabilities, chances(model, whole)),
        worst("both ways: ŷ, packed", found.both.probabilities, chances(model, packed)),
        worst("both ways: ŷ over zeros", both_ways.padded(found.words, PADS).probabilities, over),
        worst("both ways: ŷ over word 0", both_ways.padded(found.words, PADS, "word").probabilities, said),
        Compared("both ways: tags of all beginnings", f"{tags}", f"{tags - differ}", f"{differ}"),
        *(
            replace(one, name=f"left only: {one.name}")
            for one in tagging.check(text, "forward")
            if one.name in LEFT_ONLY
        ),
    ]


def bidirectional(forward: Cell, backward: Cell) -> nn.LSTM:
    """PyTorch's layer that reads both ways, with the weights of both cells."""
    parts = {"": torch_layer(forward), "_reverse": torch_layer(backward)}
    layer = nn.LSTM(forward.inputs, forward.units, bidirectional=True).to(next(forward.parameters()).dtype)
    layer.load_state_dict(
        {f"{name}{side}": value for side, one in parts.items() for name, value in one.state_dict().items()}
    )
    return layer.eval().requires_grad_(False)


def chances(model: Tagger, a: Tensor) -> np.ndarray:
    """ŷ (T, K) of states (T, 2H)."""
    layer = nn.Linear(a.shape[1], len(model.network.b_y), dtype=a.dtype)
    layer.load_state_dict({"weight": model.network.W_y, "bias": model.network.b_y})
    with torch.inference_mode():
        return layer(a).softmax(-1).numpy()
