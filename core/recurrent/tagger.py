"""Named entities, a tag a word: does it begin or go on with the name of a person, an organisation, a place or something else?

    Tagger.load("both").tag("Teddy Roosevelt was a great president").tags     B-PER I-PER O O O O

Tags are of the kind BIO, every name beginning with B- (Ramshaw and Marcus 1995; IOB2 of Tjong Kim Sang and Veenstra 1999). Each
is the likeliest of its word, by itself: nothing mends an I- that goes on with nothing. Read from the left, a word's tag does not
know of the words after it; read both ways, it does.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import torch

from core import checkpoints
from core.errors import UserError
from core.recurrent import tokens
from core.recurrent.results.tagging import LABELS, Tagged
from core.recurrent.sampling import softmax
from core.recurrent.tagging_network import TaggerConfig, TaggerNetwork, capitals, letter_ids
from core.words import library

LONGEST = 40  # words of a sentence that are read
SHIPPED = ("forward", "both")


class Tagger:
    """A trained network with what it reads. Read-only; it computes in double precision, so that what comes after a word moves
    nothing before it."""

    def __init__(self, network: TaggerNetwork) -> None:
        self.network = copy.deepcopy(network).double().eval().requires_grad_(False)
        self.vectors = library.load("glove")

    @classmethod
    @cache
    def load(cls, name: str) -> Tagger:
        """A shipped one: "forward" reads from the left, "both" from both sides; KeyError for any other name."""
        if name not in SHIPPED:
            raise KeyError(name)
        return cls(load(f"tagger_{name}"))

    def knows(self, word: str) -> bool:
        """Whether a word has a vector, in lower case."""
        lower = word.lower()
        return lower in self.network.config.word_index or lower in self.vectors

    @torch.inference_mode()
    def inputs(self, words: Sequence[str]) -> torch.Tensor:
        """x (T, E + 6 + F) of some words."""
        vectors = torch.stack([self._vector(word.lower()) for word in words])
        kinds = torch.tensor([capitals(word) for word in words])
        return self.network.x(vectors, kinds, letter_ids(self.network.config, words))

    def tag(self, words: Sequence[str] | str) -> Tagged:
        """The tags of a text or of its words; of a longer one those of the first LONGEST. UserError if there is no word."""
        every = tokens.split(words) if isinstance(words, str) else list(words)
        if not every:
            raise UserError("shapes.empty")
        read = every[:LONGEST]
        left, right = self.network.states(self.inputs(read))
        W_left, W_right = np.split(self.network.W_y.numpy(), [left.shape[1]], axis=1)
        from_left, bias = left @ W_left.T, self.network.b_y.numpy()
        from_right = np.zeros_like(from_left) if right is None else right @ W_right.T
        p = softmax(from_left + from_right + bias)
        return Tagged(
            tuple(read),
            tuple(LABELS[i] for i in p.argmax(-1)),
            p,
            from_left,
            from_right,
            bias,
            left if right is None else np.hstack([left, right]),
            tuple(self.knows(word) for word in read),
            len(read) == len(every),
        )

    def _vector(self, lower: str) -> torch.Tensor:
        network = self.network
        if lower in network.config.word_index:
            return network.E[network.config.word_index[lower]]
        if lower in self.vectors:
            return torch.from_numpy(self.vectors[lower].astype(np.float64))
        return network.e_unknown


def save(name: str, network: TaggerNetwork, card: dict[str, Any]) -> None:
    """Write weights, as float16, and their card."""
    config = network.config
    described = {
        "cell": "tagger",
        "units": config.units,
        "both": config.both,
        "vector": config.vector,
        "letter": config.letter,
        "filters": config.filters,
        "level": "word",
        "lower": True,
        "letters": "".join(config.letters),
        "vocabulary": list(config.words),
    }
    checkpoints.write(name, copy.deepcopy(network).half(), card, described)


def halved(network: TaggerNetwork) -> TaggerNetwork:
    """The network as it will be once saved and read: what is measured is what ships."""
    return copy.deepcopy(network).half().float().eval().requires_grad_(False)


@cache
def load(name: str) -> TaggerNetwork:
    """A shipped network, read-only."""
    found = checkpoints.card(name)["config"]
    sizes = {field: found[field] for field in ("both", "units", "vector", "letter", "filters")}
    config = TaggerConfig(tuple(found["letters"]), tuple(found["vocabulary"]), **sizes)
    return checkpoints.filled(TaggerNetwork(config), name)
