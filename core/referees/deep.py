"""Referees of deep networks: PyTorch's stacked layers with the same weights and its linear layers for the probes."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from core.recurrent import deep, deep_tagger
from core.recurrent.properties import PROPERTIES
from core.recurrent.stack import LAYERS, Stack
from core.referees.recurrent import torch_layer
from core.referees.results import Compared, worst


def stacked(stack: Stack) -> nn.RNNBase:
    """PyTorch's layer of that many layers, of one direction or of both, with the weights of our cells."""
    first = stack.cells[0]
    ways = {"": stack.cells} | ({"_reverse": stack.backward_cells} if len(stack.backward_cells) else {})
    made = LAYERS[first.kind](first.inputs, first.units, num_layers=len(stack), bidirectional=len(ways) == 2)
    weights = {}
    for way, cells in ways.items():
        for n, cell in enumerate(cells):
            for name, value in torch_layer(cell).state_dict().items():
                weights[name.replace("_l0", f"_l{n}{way}")] = value
    made = made.to(next(first.parameters()).dtype)
    made.load_state_dict(weights)
    return made.eval().requires_grad_(False)


def check(cell: str, layers: int, text: str) -> list[Compared]:
    """States of every layer and what all probes say of a text. UserError if there is no letter."""
    network = deep.load(cell, layers)
    found = network.read(text)
    _, ids = network.ids(text)
    x = nn.functional.one_hot(torch.tensor(ids), len(network.vocabulary)).double()[:, None]
    whole = stacked(network.stack)
    rows = []
    with torch.inference_mode():
        for n in range(layers):  # PyTorch gives the states of its last layer only: so the first n + 1, each time
            below = stacked(Stack(list(network.stack.cells)[: n + 1])) if n < layers - 1 else whole
            a = below(x)[0][1:, 0]
            rows.append(worst(f"a^[{n + 1}]", found.states[n], a.numpy()))
            said = [_chances(network, n, name, a) for name in PROPERTIES]
            ours = [found.said[name][n] for name in PROPERTIES]
            rows.append(worst(f"probes of layer {n + 1}", np.concatenate(ours, -1), np.concatenate(said, -1)))
    return rows


def check_tags(layers: int, words: str) -> list[Compared]:
    """States of every layer that reads both ways, and the tags that are read off it. UserError if there is no word."""
    network = deep_tagger.load(layers)
    found = network.read(words)
    x, rows = network.inputs(list(found.tokens))[:, None], []
    with torch.inference_mode():
        for n in range(layers):
            below = Stack(list(network.stack.cells)[: n + 1], list(network.stack.backward_cells)[: n + 1])
            a = stacked(below)(x)[0][:, 0]
            rows.append(worst(f"[a→, a←]^[{n + 1}]", found.states[n], a.numpy()))
            said = network.network.readers[n](a).softmax(-1).numpy()
            rows.append(worst(f"tags of layer {n + 1}", found.said["tag"][n], said))
    return rows


def _chances(network: deep.Deep, layer: int, name: str, a: torch.Tensor) -> np.ndarray:
    """Of a linear layer and a softmax of PyTorch's."""
    W, b = network.network.reader(layer, name)
    linear = nn.Linear(W.shape[1], W.shape[0], dtype=W.dtype)
    linear.load_state_dict({"weight": W, "bias": b})
    return linear(a).softmax(-1).numpy()
