"""Questions on a label, against all labels that are one symbol longer or shorter and PyTorch's loss."""

import itertools

import numpy as np
import pytest
import torch
from torch.nn.functional import ctc_loss

from core.speech import ctc, ctc_questions
from core.speech.ctc_questions import APART, MOST, doubled, omissions
from tests.core.speech.random_frames import log_probs


def by_pytorch(y: np.ndarray, labels: tuple[int, ...]) -> float:
    target = torch.tensor([labels], dtype=torch.long).reshape(1, len(labels))
    sizes = torch.tensor([len(y)]), torch.tensor([len(labels)])
    return float(ctc_loss(torch.tensor(y)[:, None], target, *sizes, reduction="sum"))


def doubles(labels: tuple[int, ...]) -> int:
    return sum(a == b for a, b in itertools.pairwise(labels))


@pytest.mark.parametrize("length", range(6))
def test_a_double_costs_a_letter_and_a_blank(length: int):
    """Of all labels of two letters: the one that is made is longer by a letter, and by a double; of none if each has its like."""
    for label in itertools.product((1, 2), repeat=length):
        found = doubled(label)
        alone = [len(list(run)) == 1 for _, run in itertools.groupby(label)]
        assert (found is None) == (not any(alone)), label
        if found is not None:
            assert len(found) == length + 1 and doubles(found) == doubles(label) + 1
            assert label in [found[:i] + found[i + 1 :] for i in range(len(found))]
            assert ctc.needed(found) == ctc.needed(label) + 2


@pytest.mark.parametrize("seed", range(40))
def test_the_cheapest_and_the_dearest_omission_by_pytorch(seed: int):
    generator = np.random.default_rng(seed)
    y, label = log_probs(generator, 12, 5), tuple(generator.integers(1, 5, generator.integers(0, 8)).tolist())
    shorter = {label[:i] + label[i + 1 :] for i in range(len(label))}
    known = {one for one in shorter if generator.random() < 0.2}
    losses = {one: by_pytorch(y, one) for one in shorter - known}
    found = omissions(y, label, known)
    if len(losses) < 2 or max(losses.values()) - min(losses.values()) < APART:
        assert found is None
        return
    (cheap, loss), (dear, other) = found
    assert (loss, other) == pytest.approx((min(losses.values()), max(losses.values())))
    assert (losses[cheap], losses[dear]) == pytest.approx((loss, other)) and not {cheap, dear} & known


def test_many_of_these_are_asked():
    """What the test above holds is not only that nothing is asked."""
    generator = np.random.default_rng(0)
    asked = [omissions(log_probs(generator, 12, 5), (1, 2, 3, 4, 1, 2)) for _ in range(30)]
    assert sum(one is not None for one in asked) > 15


def test_a_long_label_is_tried_at_both_ends_and_evenly_between(monkeypatch: pytest.MonkeyPatch):
    y, tried = log_probs(np.random.default_rng(0), 90, 29), []
    real = ctc.loss
    monkeypatch.setattr(ctc_questions.ctc, "loss", lambda y, labels: tried.append(labels) or real(y, labels))
    label = tuple(1 + i % 28 for i in range(60))
    omissions(y, label)
    places = sorted(next(i for i in range(60) if (*one, None)[i] != label[i]) for one in tried)
    assert len(places) == MOST and (places[0], places[-1]) == (0, 59)
    gaps = {b - a for a, b in itertools.pairwise(places)}
    assert max(gaps) - min(gaps) <= 1


def test_where_nothing_can_be_asked():
    y = log_probs(np.random.default_rng(0), 3, 5)
    assert omissions(y, ()) is None and omissions(y, (1,)) is None and omissions(y, (2, 2, 2)) is None
    assert omissions(y, (1, 2, 3, 4, 1)) is None, "four symbols do not fit into three frames"
    assert omissions(np.full((9, 5), np.log(0.2)), (1, 2)) is None, "alike"
