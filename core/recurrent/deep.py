"""Deep networks that ship, and what each of their layers knows.

    deep.load("lstm", 3).read("the cats (near the dog) are old.").states     (3, 32, 62)

A probe is what W_y would be, were that layer the last: a linear softmax from a layer's states to one property of the letters,
trained while the network stays as it is (Alain and Bengio 2016). What the last layer expects next is the network's own ŷ.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from core import checkpoints
from core.errors import UserError
from core.recurrent import properties, reacting
from core.recurrent.cells import Cell, GRUCell, GRUForm, LSTMCell, RNNCell
from core.recurrent.results.deep import DeepReading
from core.recurrent.sampling import softmax
from core.recurrent.stack import Stack
from core.training import IGNORE
from core.vocab import Vocabulary

LONGEST, DRAWN = 160, 14  # letters of a text that are read; units of a layer that are drawn


class DeepNetwork(nn.Module):
    """Layers, the output W_y, b_y, and of each layer its probes."""

    def __init__(self, cell: str, units: int, layers: int, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary, V = vocabulary, len(vocabulary)
        self.stack = Stack([empty(cell, V if n == 0 else units, units) for n in range(layers)])
        self.W_y, self.b_y = nn.Parameter(torch.zeros(V, units)), nn.Parameter(torch.zeros(V))
        self.probes = nn.ModuleList(
            nn.ModuleDict({name: nn.Linear(units, properties.classes(name, vocabulary)) for name in asked(n, layers)})
            for n in range(layers)
        )

    def reader(self, layer: int, name: str) -> tuple[Tensor, Tensor]:
        """W (K, H) and b (K,) that read a property off a layer, counted from 0; of the last, what comes next is its own."""
        if name == "next" and layer == len(self.stack) - 1:
            return self.W_y, self.b_y
        probe = self.probes[layer][name]
        return probe.weight, probe.bias

    def said(self, layer: int, name: str, states: np.ndarray) -> np.ndarray:
        """P of a property's classes (…, K) as they are read off a layer's states (…, H)."""
        W, b = self.reader(layer, name)
        return softmax(states @ W.numpy().T + b.numpy())


def asked(layer: int, layers: int) -> tuple[str, ...]:
    """The properties for which a layer has a probe: of the last all but what comes next."""
    return properties.PROPERTIES if layer < layers - 1 else properties.PROPERTIES[1:]


def empty(cell: str, inputs: int, units: int) -> Cell:
    """A cell of the form that PyTorch has: a GRU resets after the product."""
    if cell == "gru":
        return GRUCell(inputs, units, GRUForm("after"))
    return {"rnn": RNNCell, "lstm": LSTMCell}[cell](inputs, units)


class Deep:
    """One that ships, read-only; it computes in double precision."""

    def __init__(self, network: DeepNetwork, card: dict[str, Any]) -> None:
        self.network = copy.deepcopy(network).double()
        self.stack, self.card, self.vocabulary = self.network.stack, card, network.vocabulary

    @property
    def bits_per_character(self) -> float:
        """On the works of Shakespeare that were held out."""
        return self.card["measured"]["seeds"][0]["test"]

    @cached_property
    def correlations(self) -> list[np.ndarray]:
        """Of each layer r of every unit with every of `reacting.FEATURES`, (H, 7)."""
        return reacting.correlations(self.stack, self.vocabulary)

    @cached_property
    def followers(self) -> list[list[int]]:
        """Of each layer the units that follow a property best, if they follow it at all."""
        return [
            sorted({unit for unit, r in reacting.strongest(each).values() if abs(r) >= reacting.LEAST})
            for each in self.correlations
        ]

    def ids(self, text: str) -> tuple[list[str], list[int]]:
        """The letters that are read, and their indices after that of a line's end. UserError if there is no letter."""
        tokens = self.vocabulary.split(text)[:LONGEST]
        if not tokens:
            raise UserError("shapes.empty")
        return tokens, self.vocabulary.encode(["\n", *tokens])

    def read(self, text: str) -> DeepReading:
        """What every layer holds, and what its probes say, at each of the first LONGEST letters. UserError if there is no letter.

        A line's end is read before the text, as in training, and left out.
        """
        tokens, ids = self.ids(text)
        traces = [ways[0] for ways in self.stack.traces(np.array(ids))]
        whole = np.stack([one.series[one.output] for one in traces])
        before, states = whole[:, 0], whole[:, 1:]
        line = ["\n", *tokens]
        truth = {
            name: values.numpy()
            for name, values in (properties.of_letters(line, self.vocabulary) | properties.of_sentence(line)).items()
        }
        units = drawn(self.stack, self.network.W_y.numpy(), states, self.followers)
        return DeepReading(
            tokens=tuple(tokens),
            states=states,
            before=before,
            said={
                name: np.stack([self.network.said(n, name, layer) for n, layer in enumerate(states)])
                for name in properties.PROPERTIES
            },
            labels={name: properties.labels(name, self.vocabulary) for name in properties.PROPERTIES},
            truth={name: np.where(values == IGNORE, -1, values)[1:] for name, values in truth.items()},
            units=units,
            links=links(self.stack, units),
            reactions=tuple(
                (tuple(reacting.reaction(self.correlations[n][unit]) for unit in rows[0]),)
                for n, rows in enumerate(units)
            ),
            is_whole=len(self.vocabulary.split(text)) == len(tokens),
        )


def drawn(stack: Stack, W_y: np.ndarray, states: np.ndarray, first: Sequence[Sequence[int]] = ()) -> np.ndarray:
    """Of each layer and direction DRAWN units, (L, W, R), in their own order.

    first: of each layer units that are among them; the others are those that count most in the text, of the largest spread of a_j
    times the largest weight that reads it into the next layer's candidate, or into W_y. states (L, T, W·H).
    """
    ways, H = 1 + bool(len(stack.backward_cells)), stack.units
    found = []
    for n, layer in enumerate(states):
        above = [cells[n + 1] for cells in (stack.cells, stack.backward_cells) if n + 1 < len(cells)]
        reads = np.concatenate([candidate(cell) for cell in above]) if above else W_y
        counts = layer.std(0) * np.abs(reads).max(0)
        counts[list(first[n]) if first else []] = np.inf
        rows = counts.reshape(ways, H)
        found.append([np.sort(np.argsort(-row, kind="stable")[: DRAWN // ways]) for row in rows])
    return np.array(found)


def links(stack: Stack, units: np.ndarray) -> np.ndarray:
    """(L, W, R, W, R): the weight from each row of the layer below into each row's candidate."""
    L, ways, R = units.shape
    found = np.zeros((L, ways, R, ways, R), dtype=np.float32)
    for n in range(1, L):
        columns = (np.arange(ways)[:, None] * stack.units + units[n - 1]).ravel()
        for way, cells in enumerate((stack.cells, stack.backward_cells)[:ways]):
            found[n, way] = candidate(cells[n])[np.ix_(units[n, way], columns)].reshape(R, ways, R)
    return found


def candidate(cell: Cell) -> np.ndarray:
    """(H, E): how the input goes into what may be written: W_ax of an RNN, x's columns of W_c of a GRU and an LSTM."""
    W = cell.W_ax if cell.kind == "rnn" else cell.W_c[:, cell.units :]
    return W.detach().numpy()


@cache
def load(cell: str, layers: int) -> Deep:
    """cell "rnn", "gru" or "lstm", layers 1 to 4; KeyError for any other."""
    name = f"deep_{cell}_{layers}"
    if name not in checkpoints.names():
        raise KeyError(name)
    card = checkpoints.card(name)
    config = card["config"]
    vocabulary = Vocabulary(tuple(config["vocabulary"]), config["level"], config["lower"])
    return Deep(checkpoints.filled(DeepNetwork(cell, config["units"], layers, vocabulary), name), card)
