"""A language model that reads both ways: its loss goes to nothing, and without the answer it is worse than the other."""

from __future__ import annotations

import math

import torch

from core.recurrent import peeking
from core.recurrent.nested import VOCABULARY
from core.recurrent.options import PeekConfig
from core.recurrent.results.both_ways import Peeked


def done(config: PeekConfig) -> Peeked:
    job = peeking.peek(config)
    while True:
        try:
            assert 0 < next(job) <= 1
        except StopIteration as end:
            return end.value


def test_it_reads_the_answer_and_is_worse_without_it() -> None:
    found = done(PeekConfig(steps=120))
    one, both = found.one_way, found.both_ways
    assert both.losses[-20:].mean() < 0.1 < 0.5 < one.losses[-20:].mean()
    assert both.whole < 0.1 and both.so_far > one.so_far + 0.3 and both.so_far < math.log2(len(VOCABULARY))
    assert abs(one.whole - one.so_far) < 1e-5  # what it reads is the same
    assert one.moved < 1e-6 < 0.05 < both.moved


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    first, again, other = (done(PeekConfig(steps=3, seed=seed)).both_ways.losses.tolist() for seed in (4, 4, 5))
    assert first == again != other


def test_only_what_is_read_is_read() -> None:
    """In a padded batch each sentence has the logits that it has alone, both ways too."""
    torch.manual_seed(0)
    model = peeking.Network(True).eval()
    ids = torch.randint(0, len(VOCABULARY), (9, 3))
    lengths = torch.tensor([9, 4, 1])
    with torch.no_grad():
        batch = model(ids, lengths)
        for b, length in enumerate(lengths.tolist()):
            alone = model(ids[:length, b : b + 1], torch.tensor([length]))
            torch.testing.assert_close(batch[:length, b], alone[:, 0])


def test_in_each_column_one_symbol_is_another() -> None:
    row = torch.tensor([0, 5, 7, len(VOCABULARY) - 1, 3])
    others = peeking.exchanged(row)
    assert others.shape == (4, 4) and others[:, 3].tolist() == row[:4].tolist()
    for n in range(3):
        expected = row[:4].tolist()
        expected[n + 1] = (expected[n + 1] + 1) % len(VOCABULARY)
        assert others[:, n].tolist() == expected
