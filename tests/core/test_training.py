"""Training: states handed from batch to batch, padding that does not count, and how much is learned."""

from __future__ import annotations

import math

import pytest
import torch
from torch.nn.functional import cross_entropy

from core.recurrent.model import ModelConfig, SequenceModel
from core.training import IGNORE, TrainingConfig, nats_per_symbol, padded, streams, train
from core.vocab import UNK, Vocabulary

VOCABULARY = Vocabulary((*"abc", UNK))


def model(cell: str = "gru", units: int = 8, seed: int = 0) -> SequenceModel:
    """A fresh small model in float64."""
    config = ModelConfig(cell, units, VOCABULARY)
    return SequenceModel(config, generator=torch.Generator().manual_seed(seed)).double()


def text(length: int, seed: int = 0) -> torch.Tensor:
    """An a, then a b or a c by the toss of a coin, and again: half a bit a symbol, (length,)."""
    coins = torch.randint(1, 3, (length,), generator=torch.Generator().manual_seed(seed))
    return torch.where(torch.arange(length) % 2 == 0, 0, coins)


def one_pass(net: SequenceModel, ids: torch.Tensor) -> float:
    """The sum of −log P over ids (N,) read in one go."""
    with torch.no_grad():
        logits, _ = net(ids[:-1, None])
    return cross_entropy(logits[:, 0], ids[1:], reduction="sum").item()


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_streams_hand_their_states_over(cell: str) -> None:
    net, ids, generator = model(cell), text(330), torch.Generator().manual_seed(1)
    batches = streams(ids, 3, 10, generator=generator, restart=0.0)
    parts = [next(batches) for _ in range(8)]
    mean, count = nats_per_symbol(net, iter(parts))
    assert count == 8 * 10 * 3
    long = torch.cat([part[0] for part in parts] + [parts[-1][1][-1:]])  # (81, 3): each stream as one text
    assert torch.equal(torch.cat([part[1] for part in parts]), long[1:])
    assert mean * count == pytest.approx(sum(one_pass(net, long[:, b]) for b in range(3)), abs=1e-9)


def test_streams_are_the_text_in_order() -> None:
    ids = torch.arange(100)
    batches = streams(ids, 4, 6, generator=torch.Generator().manual_seed(0))
    first, targets, fresh = next(batches)
    second, _, _ = next(batches)
    assert fresh.all() and first.shape == (6, 4)
    assert torch.equal(first[0] // 25, torch.arange(4)) and torch.equal(targets, first + 1)
    assert torch.equal(second[0], first[-1] + 1)


def test_a_stream_that_starts_anew_forgets() -> None:
    net, ids = model("lstm"), text(200)
    batches = streams(ids, 2, 10, generator=torch.Generator().manual_seed(0), restart=1.0)
    parts = [next(batches) for _ in range(5)]
    alone = [nats_per_symbol(net, iter([part])) for part in parts]
    mean, count = nats_per_symbol(net, iter(parts))
    assert mean * count == pytest.approx(sum(nats * n for nats, n in alone), abs=1e-9)
    kept = torch.zeros(2, dtype=torch.bool)
    carried, _ = nats_per_symbol(net, ((ids, targets, kept) for ids, targets, _ in parts))
    assert abs(carried - mean) > 1e-6


def test_padding_does_not_count() -> None:
    net, sequences = model(), [[0, 1], [0, 2, 0, 1, 0, 1, 0], [1, 0, 2]]
    ids, targets, fresh = padded(sequences)
    assert fresh is None and ids.shape == targets.shape == (6, 3)
    assert (targets != IGNORE).sum(0).tolist() == [1, 6, 2]
    mean, count = nats_per_symbol(net, iter([padded(sequences)]))
    assert count == 9
    assert mean * count == pytest.approx(sum(one_pass(net, torch.tensor(s)) for s in sequences), abs=1e-9)
    other, _ = nats_per_symbol(net, iter([padded(sequences, pad=2)]))
    assert other == pytest.approx(mean, abs=1e-12)


def learn(net: SequenceModel, config: TrainingConfig, seed: int = 0) -> list:
    """Train on 4,000 symbols; all reports."""
    generator = torch.Generator().manual_seed(seed)
    return list(train(net, streams(text(4000), 16, 20, generator=generator), config))


def test_it_learns_as_much_as_can_be_known() -> None:
    net = model().float()
    reports = learn(net, TrainingConfig(steps=150, rate=2e-2, warmup=10, report=50))
    entropy = math.log(2) / 2
    assert [r.step for r in reports] == [50, 100, 150] and all(r.steps == 150 for r in reports)
    assert reports[0].loss > reports[-1].loss
    fresh = streams(text(4000, seed=9), 16, 20, generator=torch.Generator().manual_seed(0), restart=0.0)
    nats, _ = nats_per_symbol(net, (next(fresh) for _ in range(11)))
    assert entropy * 0.97 < nats < entropy * 1.05


def test_the_last_report_comes_at_the_end() -> None:
    reports = learn(model(), TrainingConfig(steps=25, report=10))
    assert [r.step for r in reports] == [10, 20, 25]
    assert all(r.seconds >= 0 and math.isfinite(r.loss) for r in reports)


def test_the_same_seed_gives_the_same_weights() -> None:
    made = []
    for seed in (3, 3, 4):
        net = model(seed=seed)
        learn(net, TrainingConfig(steps=5), seed=seed)
        made.append([p.detach() for p in net.parameters()])
    assert all(torch.equal(p, q) for p, q in zip(made[0], made[1], strict=True))
    assert not any(torch.equal(p, q) for p, q in zip(made[0], made[2], strict=True))


def test_a_gradient_that_explodes_is_clipped() -> None:
    net = model()
    with torch.no_grad():
        net.W_ya.mul_(1e4)
    learn(net, TrainingConfig(steps=3, clip=1e-3, report=3))
    norm = sum(p.grad.pow(2).sum() for p in net.parameters()) ** 0.5
    assert norm <= 1e-3 * (1 + 1e-6)
