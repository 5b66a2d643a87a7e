"""Which place of a picture answers to which word: places and words embedded so that they agree.

Karpathy and Fei-Fei (2015, CVPR, section 3.1) in its simple form. Their regions are found by a detector and their words read by
a two-way recurrent network; here a place is one of the grid's 49, and a word is a vector of its own, whatever stands beside it:

    v⟨i⟩ = W x⟨i⟩ + b,    s⟨t⟩ = the word's row of E,    S(picture, sentence) = Σ_t max_i v⟨i⟩ · s⟨t⟩    (eq. 8)

trained so that a picture's own sentence has a score higher by 1 than others', and a sentence's own picture too (eq. 9).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn

from core import checkpoints
from core.captions.encoder import CHANNELS
from core.captions.results import Aligned

NAME = "caption_alignment"
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")  # of English text as `options.cut` does it
TESTED, TOLD = 500, 5  # photographs that the card's figures are of, and sentences of each


class AlignmentNetwork(nn.Module):
    """Grids and sentences -> how well they agree."""

    def __init__(self, words: int, size: int = 256) -> None:
        super().__init__()
        self.W = nn.Linear(CHANNELS, size)
        self.embedding = nn.Embedding(words, size)
        nn.init.normal_(self.embedding.weight, std=size**-0.5)

    def places(self, grids: Tensor) -> Tensor:
        """Grids as places (B, 49, 1280) -> v (B, 49, D)."""
        return self.W(grids)

    def similarities(self, grids: Tensor, tokens: Tensor) -> Tensor:
        """v · s for each picture, place and word: grids (B, 49, 1280), tokens (N, T) -> (B, 49, N, T)."""
        return torch.einsum("bpd,ntd->bpnt", self.places(grids), self.embedding(tokens))

    def forward(self, grids: Tensor, tokens: Tensor, there: Tensor) -> Tensor:
        """S of each picture with each sentence, (B, N); ``there`` (N, T) is false where a row has no word."""
        return (self.similarities(grids, tokens).amax(1) * there).sum(-1)


def ranking(scores: Tensor, margin: float = 1.0) -> Tensor:
    """Eq. 9 for S (B, B) whose diagonal holds the pairs: others that come nearer than the margin, a mean over pictures."""
    own = scores.diagonal()
    nearer = (scores - own[:, None] + margin).clamp(min=0) + (scores - own + margin).clamp(min=0)
    return (nearer.sum() - nearer.diagonal().sum()) / len(scores)


class Alignment:
    """The trained network with its words; read-only, so that everybody may share it."""

    def __init__(self, network: AlignmentNetwork, vocabulary: Sequence[str]) -> None:
        self.network = network.eval().requires_grad_(False)
        self.index = {word: i for i, word in enumerate(vocabulary)}

    @classmethod
    def load(cls) -> Alignment:
        """The shipped one."""
        return _load(cls)

    def known(self, sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a sentence that it knows, and those that it doesn't, which may be of any script."""
        words = WORD.findall(sentence.lower())
        known, unknown = ([word for word in words if (word in self.index) == wanted] for wanted in (True, False))
        return tuple(known), tuple(unknown)

    @torch.inference_mode()
    def align(self, grid: np.ndarray, words: Sequence[str]) -> Aligned:
        """Lay a sentence's words over what the encoder saw, (49, 1280). KeyError for a word that it doesn't know."""
        tokens = torch.tensor([[self.index[word] for word in words]])
        x = torch.from_numpy(np.asarray(grid, dtype=np.float32))[None]
        scores = self.network.similarities(x, tokens)[0, :, 0].t().numpy()
        return Aligned(tuple(words), scores, scores.max(1))

    def rank(self, grids: Mapping[str, np.ndarray], words: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """S of a sentence with each of several pictures, the best first; of equals the one that came first."""
        found = [(name, self.align(grid, words).score) for name, grid in grids.items()]
        return tuple(sorted(found, key=lambda one: -one[1]))


def chance(rank: int, own: int, others: int) -> float:
    """How likely one of a picture's `own` sentences is among the first `rank` where they lie among others in any order."""
    return 1 - math.comb(others, rank) / math.comb(own + others, rank)


def chance_median(own: int, others: int) -> int:
    """The rank at which the first of its own then stands half of the time or earlier."""
    return next(rank for rank in range(1, own + others + 1) if chance(rank, own, others) >= 0.5)


@cache
def _load(kind: type[Alignment]) -> Alignment:
    config = checkpoints.card(NAME)["config"]
    network = AlignmentNetwork(len(config["vocabulary"]), config["size"])
    return kind(checkpoints.filled(network, NAME), config["vocabulary"])
