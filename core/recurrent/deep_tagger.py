"""Named entities by one to four layers that read both ways: [a→^[l]⟨t⟩, a←^[l]⟨t⟩] is what layer l + 1 reads at word t.

    deep_tagger.load(2).read("Mark the page with a pencil.").likeliest("tag")     of either layer a tag a word

The words come in as the tagger that reads both ways sees them (`tagger.Tagger.inputs`), which is left as it is; the layers, and for
each layer a probe of the tags, are trained here. Graves, Jaitly and Mohamed 2013.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import torch
from torch import nn

from core import checkpoints
from core.errors import UserError
from core.recurrent import tokens
from core.recurrent.cells import LSTMCell
from core.recurrent.deep import drawn, links
from core.recurrent.results.deep import DeepReading
from core.recurrent.results.tagging import LABELS
from core.recurrent.sampling import softmax
from core.recurrent.stack import Stack
from core.recurrent.tagger import LONGEST, Tagger

UNITS = {1: 80, 2: 50, 3: 40, 4: 34}  # H of a direction; as many weights within 3 %
INPUTS = 116  # E, of a word


class TaggerStack(nn.Module):
    """Layers of both directions, W_y and b_y for each of them: those of the last are the network's own, the others probes."""

    def __init__(self, layers: int, units: int, inputs: int = INPUTS) -> None:
        super().__init__()
        sizes = [inputs, *[2 * units] * (layers - 1)]
        self.stack = Stack([LSTMCell(E, units) for E in sizes], [LSTMCell(E, units) for E in sizes])
        self.readers = nn.ModuleList(nn.Linear(2 * units, len(LABELS)) for _ in range(layers))

    def said(self, layer: int, states: np.ndarray) -> np.ndarray:
        """P of the tags (T, 9) as they are read off a layer's states (T, 2H)."""
        reader = self.readers[layer]
        return softmax(states @ reader.weight.numpy().T + reader.bias.numpy())


class DeepTagger:
    """One that ships, read-only; it computes in double precision."""

    def __init__(self, network: TaggerStack, card: dict[str, Any]) -> None:
        self.network = copy.deepcopy(network).double()
        self.stack, self.card = self.network.stack, card

    def inputs(self, words: list[str]) -> torch.Tensor:
        """x (T, E) of some words."""
        return Tagger.load("both").inputs(words)

    def read(self, text: Sequence[str] | str) -> DeepReading:
        """What every layer holds of each word, and the tags that its probe gives. UserError if there is no word in it."""
        every = tokens.split(text) if isinstance(text, str) else list(text)
        if not every:
            raise UserError("shapes.empty")
        words = every[:LONGEST]
        traces = self.stack.traces(self.inputs(words))
        states = np.stack([np.concatenate([one.series[one.output] for one in ways], -1) for ways in traces])
        said = np.stack([self.network.said(n, layer) for n, layer in enumerate(states)])
        units = drawn(self.stack, self.network.readers[-1].weight.numpy(), states)
        return DeepReading(
            tuple(words),
            states,
            np.zeros_like(states[:, 0]),
            {"tag": said},
            {"tag": tuple(LABELS)},
            {"tag": np.full(len(words), -1)},
            units,
            links(self.stack, units),
            (),
            len(words) == len(every),
        )


@cache
def load(layers: int) -> DeepTagger:
    """One of 1 to 4 layers; KeyError for any other number."""
    name = f"deep_tagger_{layers}"
    if name not in checkpoints.names():
        raise KeyError(name)
    card = checkpoints.card(name)
    return DeepTagger(checkpoints.filled(TaggerStack(layers, card["config"]["units"]), name), card)
