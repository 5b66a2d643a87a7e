"""Bidirectional: ŷ⟨t⟩ = softmax(W_y [a→⟨t⟩, a←⟨t⟩] + b_y), where a→ has read the words up to t and a← those from the end down to t.

    both_ways.read("Teddy bears are on sale .").both.tags[0]     O

Schuster and Paliwal 1997; Graves and Schmidhuber 2005. W_y = [W_→ | W_←], so each logit is what the left says, what the right says
and a bias, added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import torch

from core.data import ASSETS
from core.errors import UserError
from core.recurrent import tagging_files, tokens
from core.recurrent.results.both_ways import AsRead, BothWays, Padded, Pair
from core.recurrent.results.tagging import LABELS
from core.recurrent.sampling import softmax
from core.recurrent.tagger import LONGEST, Tagger
from core.recurrent.tagging_files import Sentence
from core.recurrent.unroll import trace

ROWS = 20  # units of a direction that are shown
PAIRS, HELD_OUT = (ASSETS / "data" / "tagging" / f"{name}.tsv" for name in ("pairs", "held_out"))


def read(text: Sequence[str] | str) -> BothWays:
    """A text by both networks. UserError if there is no word in it."""
    model, forward = Tagger.load("both"), Tagger.load("forward")
    found = model.tag(text)
    alone = endings(model, found.words)
    W_y = model.network.W_y.numpy()
    H = alone.shape[1]
    sides = ((found.states[:, :H], W_y[:, :H]), (found.states[:, H:], W_y[:, H:]))
    units = tuple(counting(a, W) for a, W in sides)
    return BothWays(found, forward.tag(found.words), W_y, alone, alone @ W_y[:, H:].T, units)


@torch.inference_mode()
def endings(model: Tagger, words: Sequence[str]) -> np.ndarray:
    """a←⟨t⟩ (T, H) if the sentence ended with word t: one step from nothing, for all words side by side."""
    return trace(model.network.backward_cell, model.inputs(words)[None]).a[0]


def counting(a: np.ndarray, W: np.ndarray, rows: int = ROWS) -> tuple[int, ...]:
    """The units that count most for the logits of some words: of the largest Σ_t |a_j⟨t⟩| · (max_k W_kj − min_k W_kj).

    a (T, H), W (K, H); the units come in their own order.
    """
    counts = np.abs(a).sum(0) * np.ptp(W, axis=0)
    return tuple(sorted(np.argsort(-counts, kind="stable")[:rows].tolist()))


@torch.inference_mode()
def as_read(text: Sequence[str] | str) -> AsRead:
    """What both ways say of each beginning of a text, as if it ended there. UserError if there is no word in it."""
    model = Tagger.load("both")
    found = model.tag(text)
    T, x = len(found.words), model.inputs(found.words)
    # Row s of column n: the word that is read s steps after word n, towards the beginning; past that nothing matters.
    steps = (torch.arange(T)[None, :] - torch.arange(T)[:, None]).clamp(min=0)
    right = trace(model.network.backward_cell, x[steps]).a  # (steps, beginnings, H)
    W = model.network.W_y.numpy()[:, -right.shape[2] :]
    tags = []
    for n in range(T):
        states = right[np.arange(n, -1, -1), n]
        logits = found.from_left[: n + 1] + states @ W.T + found.bias
        tags.append(tuple(LABELS[k] for k in logits.argmax(-1)))
    return AsRead(found.words, tuple(tags))


@cache
def revisions() -> tuple[int, int]:
    """Of the words that were written and tagged for the project and are not in the training: of how many both ways takes back a
    tag when it reads on, and how many there are."""
    read = [as_read(words) for path in (PAIRS, HELD_OUT) for words, _ in tagging_files.read(path)]
    return sum(sum(count > 0 for count in one.changes) for one in read), sum(len(one.words) for one in read)


@torch.inference_mode()
def padded(text: Sequence[str] | str, pads: int, filling: str = "zeros") -> Padded:
    """A text with so many steps behind it, as in a batch with a longer one, read without keeping these out.

    From the left nothing changes; from the right the padding is read first. filling: what stands there, "zeros", or "word" for the
    first word of the vocabulary, which has the index 0. UserError if there is no word in the text.
    """
    model = Tagger.load("both")
    found = model.tag(text)
    x = model.inputs(found.words)
    behind = torch.zeros_like(x[:1]) if filling == "zeros" else model.inputs(model.network.config.words[:1])
    right = trace(model.network.backward_cell, torch.cat([x, behind.expand(pads, -1)]).flip(0)).a[pads:][::-1]
    W_right = model.network.W_y.numpy()[:, -right.shape[1] :]
    p = softmax(found.from_left + right @ W_right.T + found.bias)
    return Padded(tuple(LABELS[k] for k in p.argmax(-1)), p, found)


@cache
def pairs() -> tuple[Pair, ...]:
    """Sentences that were written for the project before the networks were tried, two by two: what the tag of a word is shows only
    after it. None of them is in the training."""
    written = tagging_files.read(PAIRS)
    return tuple(_pair(*written[i : i + 2]) for i in range(0, len(written), 2))


def parting(one: Sentence, other: Sentence) -> int:
    """The first word whose tag differs though all words up to it are the same. StopIteration if there is none."""
    return next(t for t in range(same_beginning(one[0], other[0])) if one[1][t] != other[1][t])


def _pair(one: Sentence, other: Sentence) -> Pair:
    at = parting(one, other)
    found = [read(words) for words, _ in (one, other)]
    both, forward = (tuple(getattr(each, name).tags[at] for each in found) for name in ("both", "forward"))
    return Pair((tuple(one[0]), tuple(other[0])), (one[1][at], other[1][at]), at, both, forward)


def words_of(text: str) -> list[str]:
    """The words that are read of a text. UserError if there is none."""
    found = tokens.split(text)
    if not found:
        raise UserError("shapes.empty")
    return found[:LONGEST]


def same_beginning(words: Sequence[str], other: Sequence[str]) -> int:
    """How many words two sentences begin with that are the same."""
    return next((t for t, (a, b) in enumerate(zip(words, other, strict=False)) if a != b), min(len(words), len(other)))
