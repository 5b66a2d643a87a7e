"""The recipe of the language models: what is trained is what ships, what is read narrower, and how it is measured."""

from __future__ import annotations

import math
from contextlib import nullcontext

import numpy as np
import pytest
import torch

from core.recipes import everyday, everyday_measure
from core.recipes.everyday import Learner, Plan
from core.recurrent.language.network import NetworkConfig
from core.recurrent.language.reach import Reach
from core.training import TrainingConfig, padded
from core.vocab import EOS, UNK, Vocabulary

PLAN = Plan(6, 8, 0.3, 0.3, TrainingConfig(60, 2e-2, warmup=5, report=20))
SENTENCES = [
    tuple(f"{who} {does} {what} .".split())
    for who in ("tom", "mary")
    for does in ("has", "sees")
    for what in ("it", "us")
]


def learner(symbols: tuple[str, ...] = (EOS, UNK, "a", "b", "c"), level: str = "word") -> Learner:
    vocabulary = Vocabulary(symbols, level, lower=True)
    return Learner(NetworkConfig(vocabulary, PLAN.embedding, PLAN.units), PLAN, torch.Generator().manual_seed(1))


def test_what_was_trained_as_pytorchs_layer_says_the_same_as_our_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "autocast", lambda *_: nullcontext())
    made = learner().eval()
    sequences = [[0, 2, 3, 4, 0], [0, 4, 0]]
    ids, _, _ = padded(sequences)
    with torch.no_grad():
        expected = made(ids)
        network = made.finished()
        for b, sequence in enumerate(sequences):
            ours = network(torch.tensor(sequence[1:])[:, None])[:, 0]
            torch.testing.assert_close(ours, expected[: len(ours), b], atol=1e-5, rtol=1e-5)


def test_some_sentences_are_read_with_a_smaller_vocabulary_but_written_with_all() -> None:
    symbols = (EOS, UNK, *(str(i) for i in range(500)))
    made, ids = learner(symbols), torch.arange(502)[:, None].repeat(1, 2000)
    read = made._narrowed(ids)
    changed = read != ids
    assert (read[changed] == 1).all() and not changed[: everyday.SMALLEST].any()
    assert changed.any(dim=0).float().mean() == pytest.approx(everyday.NARROWED, abs=0.03)
    some = changed[:, changed.any(dim=0)].float()
    assert (some[1:] >= some[:-1]).all(), "all that is rarer is left out too"
    letters = learner((EOS, UNK, "a"), "character")
    assert (letters._narrowed(ids[:3]) == ids[:3]).all()


def test_what_is_seldom_is_not_in_the_vocabulary() -> None:
    sentences = [("ab", "ä", ".")] + [("ab", ".")] * everyday.RAREST_LETTER
    assert everyday.vocabulary("letters", sentences).symbols == (EOS, UNK, ".", "a", "b")
    assert everyday.vocabulary("words", sentences).symbols[:4] == (EOS, UNK, ".", "ab")
    assert everyday.encode(everyday.vocabulary("letters", sentences), ("ab", "ä", ".")) == [0, 3, 4, 1, 1, 2, 0]


def test_it_learns_what_there_is_to_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three words of two kinds each, then a mark and an end that are certain: 3 bits for five symbols."""
    monkeypatch.setitem(everyday.PLANS, "words", Plan(8, 16, 0.0, 0.0, TrainingConfig(120, 3e-2, warmup=5, report=60)))
    parts = {"train": SENTENCES * 400, "dev": SENTENCES}
    made = everyday.start("words", parts["train"])
    encoded = {part: [everyday.encode(made.network.vocabulary, s) for s in parts[part]] for part in parts}
    records = list(everyday.learn(made, encoded, None))
    assert [record["step"] for record in records] == [60, 120]
    assert records[-1]["dev"] == pytest.approx(3 * math.log(2) / 5, abs=0.08)
    assert math.exp(everyday.nats(made.eval(), [everyday.encode(made.network.vocabulary, s) for s in SENTENCES])) < 1.7


def test_sums_over_sentences() -> None:
    totals = everyday_measure.Totals()
    totals.add(np.log([0.5, 0.25]), np.array([0.0, -2.0]), 10)
    totals.add(np.log([0.5]), np.array([0.0]), 6)
    assert totals.figures() == {
        "perplexity": round(16 ** (1 / 3), 2),
        "spelled_perplexity": round(math.exp((math.log(16) + 2) / 3), 2),
        "bits_per_letter": round((4 + 2 / math.log(2)) / 16, 4),
        "unknown_share": round(1 / 3, 4),
    }


def test_a_mixture_lies_between_and_a_change_is_put_to_its_distance() -> None:
    one, other = np.log([0.5, 0.1]), np.log([0.1, 0.3])
    np.testing.assert_allclose(np.exp(everyday_measure._mix(one, other, 0.25)), [0.2, 0.25])
    found = [Reach(np.array([1, 3, 4]), np.array([0.9, 0.7, 0.2])), Reach(np.array([60]), np.array([0.1]))]
    distances = [*range(1, 61)]
    found.append(Reach(np.array(distances), np.zeros(60)))
    means = everyday_measure._binned(found)
    assert means[0] == pytest.approx((0.9 + 0.7) / 5, abs=1e-5) and means[1] == pytest.approx(0.2 / 4, abs=1e-5)
    assert means[-1] == pytest.approx(0.1 / 21, abs=1e-5) and len(means) == len(everyday_measure.EDGES) - 1
