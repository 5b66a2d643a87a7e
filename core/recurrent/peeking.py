"""A mistake on show: a bidirectional network trained as a language model. Its loss goes to nothing, as it reads the answer.

At step t the target is x⟨t+1⟩, and a←⟨t⟩ has come by there: it read from the end down to t. One network reads from the left, one
both ways; they have the same units in each direction and read the same sentences of the made language.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from core.recurrent.learning import LONGEST, batches, in_turn
from core.recurrent.nested import VOCABULARY, sentences
from core.recurrent.options import PeekConfig
from core.recurrent.results.both_ways import Peeked, Reader
from core.training import IGNORE, padded

UNITS, RATE, EVERY = 32, 0.01, 10  # units a direction; Adam's rate; steps between reports
HELD_OUT = 30  # sentences that are read whole, and once more letter by letter
SEED = 8  # of the sentences that are held out


class Network(nn.Module):
    """ŷ⟨t⟩ = softmax(W_y a⟨t⟩ + b_y) for the next letter, a⟨t⟩ from the left or [a→⟨t⟩, a←⟨t⟩], by PyTorch's GRU."""

    def __init__(self, both: bool) -> None:
        super().__init__()
        self.layer = nn.GRU(len(VOCABULARY), UNITS, bidirectional=both)
        self.out = nn.Linear(UNITS * (1 + both), len(VOCABULARY))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """ids (T, B), of which so many are read -> logits (T, B, V)."""
        x = one_hot(ids, len(VOCABULARY)).float()
        packed = pack_padded_sequence(x, lengths, enforce_sorted=False)
        return self.out(pad_packed_sequence(self.layer(packed)[0], total_length=len(ids))[0])


def peek(config: PeekConfig) -> Iterator[float]:
    """A job: train both, yield how far it is, return `Peeked`. The same for the same configuration."""
    return Peeked(*(yield from in_turn([_train(config, both) for both in (False, True)])))


def _train(config: PeekConfig, both: bool) -> Iterator[float]:
    """One training; returns how it went and what came of it."""
    torch.manual_seed(config.seed)
    model, losses = Network(both), np.empty(config.steps)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    for step, (ids, targets, _) in enumerate(islice(batches(config.seed), config.steps)):
        loss = cross_entropy(model(ids, lengths(targets)).flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses[step] = loss.item()
        if step % EVERY == EVERY - 1:
            yield (step + 1) / config.steps
    return measure(model.eval(), losses / np.log(2))


def lengths(targets: Tensor) -> Tensor:
    """How many symbols of each sentence are read."""
    return (targets != IGNORE).sum(0)


@torch.inference_mode()
def measure(model: Network, losses: np.ndarray) -> Reader:
    """What it does with sentences held out: all of the sentence before it, only what has come so far, or another next letter."""
    held = [VOCABULARY.encode(list("\n" + s.text)) for s in islice(sentences("test", SEED, LONGEST), HELD_OUT)]
    ids, targets, _ = padded(held)
    whole = cross_entropy(model(ids, lengths(targets)).flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
    nats, moved, letters = 0.0, [], 0
    for sentence in held:
        row = torch.tensor(sentence)
        T, places = len(row) - 1, torch.arange(len(row) - 1)
        so_far = model(row[:T, None].expand(T, T), places + 1)[places, places]  # column n is cut after n + 1 symbols
        nats += cross_entropy(so_far, row[1:], reduction="sum").item()
        letters += T
        all_of_it = torch.full((T,), T)
        told, other = (model(rows, all_of_it)[places, places] for rows in (row[:T, None].expand(T, T), exchanged(row)))
        moved.append((told.softmax(-1) - other.softmax(-1)).abs().sum(-1)[:-1] / 2)
    bits = np.log(2)
    return Reader(losses, whole.item() / bits, nats / letters / bits, torch.cat(moved).mean().item())


def exchanged(row: Tensor) -> Tensor:
    """A sentence of T + 1 symbols, the last not read, (T, T): in column n symbol n + 1 is the next one of the vocabulary."""
    T = len(row) - 1
    others, n = row[:T, None].repeat(1, T), torch.arange(T - 1)
    others[n + 1, n] = (others[n + 1, n] + 1) % len(VOCABULARY)
    return others
