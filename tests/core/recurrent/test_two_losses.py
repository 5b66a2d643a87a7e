"""Both losses against PyTorch's own, and all that the lesson says of the mistaken one."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
import torch
from scipy.optimize import minimize
from torch.nn.functional import binary_cross_entropy, cross_entropy, one_hot

from core.recurrent import reading, two_losses, zoo
from core.recurrent.options import ModelKey
from core.referees import losses

TEXT = "the cat (near the old dogs by the tree) is small."
HAND = ModelKey("rnn", "hand", hand=(1.0, 1.0, -1.0, 0.0, 2.0, -2.0, 0.0, 0.0))
KEYS = [ModelKey("rnn", "nested"), ModelKey("rnn"), ModelKey("lstm", "nested"), HAND]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.cell} {key.family}")
def test_both_are_pytorchs(key: ModelKey) -> None:
    model = zoo.model(key)
    text = "aabab" if key.family == "hand" else TEXT
    read = reading.read(model, text)
    found = two_losses.both(model, read)
    ids = torch.from_numpy(read.ids).long()
    logits = model(ids[:, None])[0][:, 0].detach().double()
    wanted = cross_entropy(logits[:-1], ids[1:], reduction="none")
    np.testing.assert_allclose(found.right[:-1], wanted, atol=2e-5)
    np.testing.assert_allclose(found.right[:-1], read.losses[:-1], atol=2e-5)
    targets = one_hot(ids[1:], logits.shape[1]).double()
    summed = binary_cross_entropy(torch.softmax(logits[:-1], -1), targets, reduction="none").sum(-1)
    np.testing.assert_allclose(found.mistake[:-1], summed, atol=5e-5)
    assert math.isnan(found.right[-1]) and math.isnan(found.mistake[-1])
    assert found.sums == (
        pytest.approx(wanted.sum().item(), rel=1e-5),
        pytest.approx(summed.sum().item(), rel=1e-5),
        len(ids) - 1,
    )


def test_with_two_symbols_it_is_exactly_twice_and_with_more_it_lies_between() -> None:
    generator = torch.Generator().manual_seed(0)
    for symbols in (2, 3, 36):
        logits = torch.randn(200, symbols, generator=generator, dtype=torch.float64) * 4
        right, mistake = two_losses.of_each(logits)
        if symbols == 2:
            np.testing.assert_allclose(mistake, 2 * right, rtol=1e-9)
        assert (mistake <= 2 * right + 1e-9).all()
        assert (mistake >= right + 1 - (-right).exp() - 1e-9).all()


def test_sure_and_wrong_is_no_infinity() -> None:
    right, mistake = two_losses.of_each(torch.tensor([[0.0, -60.0, -60.0]], dtype=torch.float64))
    assert right[0, 1].item() == pytest.approx(60) and mistake[0, 1].item() == pytest.approx(120 - math.log(2))
    assert mistake[0, 0].item() == pytest.approx(0, abs=1e-20)


def test_e_to_the_minus_loss_adds_up_to_one_only_for_the_right_one() -> None:
    model = zoo.model(ModelKey("rnn", "nested"))
    found = two_losses.both(model, reading.read(model, TEXT))
    np.testing.assert_allclose(found.right_shares, 1)
    assert (found.mistake_shares <= 1).all() and found.mistake_shares[
        found.farthest
    ] == found.mistake_shares.min() < 0.5


def test_over_all_texts_of_four_letters_too() -> None:
    """Brute force with the cell by hand: e to the minus the loss of a text is its probability, or it is not."""
    model, sums = zoo.model(HAND), np.zeros(2)
    for letters in itertools.product("ab", repeat=4):
        sums += np.exp(-np.array(two_losses.both(model, reading.read(model, "a" + "".join(letters))).sums[:2]))
    assert sums[0] == pytest.approx(1) and sums[1] < 0.85


@pytest.mark.parametrize("symbols", [2, 5, 36, 68])
def test_a_network_that_expects_all_alike(symbols: int) -> None:
    right, mistake = two_losses.of_each(torch.zeros(1, symbols, dtype=torch.float64))
    assert right[0, 0].item() == pytest.approx(math.log(symbols))
    assert mistake[0, 0].item() == pytest.approx(math.log(symbols) + (symbols - 1) * math.log(symbols / (symbols - 1)))


def test_on_average_both_are_least_at_the_true_distribution() -> None:
    """Descent on the logits by SciPy: the mistake is no other best answer."""
    true = np.array([0.5, 0.3, 0.15, 0.05])
    for which in (0, 1):

        def mean(z: np.ndarray, which: int = which) -> float:
            return float(true @ two_losses.of_each(torch.tensor(z)[None])[which][0].numpy())

        least = minimize(mean, np.zeros(4), method="BFGS").x
        np.testing.assert_allclose(np.exp(least) / np.exp(least).sum(), true, atol=1e-4)


def test_it_hangs_on_how_the_rest_is_spread() -> None:
    """The right loss does not ask which wrong symbols got what is left; the mistake does."""
    spread, sure = (
        torch.tensor([p], dtype=torch.float64).log() for p in ([0.4, 0.2, 0.2, 0.2], [0.4, 0.58, 0.01, 0.01])
    )
    (right, mistake), (same, more) = two_losses.of_each(spread), two_losses.of_each(sure)
    assert right[0, 0].item() == pytest.approx(same[0, 0].item()) and more[0, 0] > mistake[0, 0] + 0.2


@pytest.mark.parametrize("key", KEYS[:3], ids=lambda key: f"{key.cell} {key.family}")
def test_the_referee_adds_up_pytorchs_from_the_state_before_the_window(key: ModelKey) -> None:
    model, text = zoo.model(key), "the cat (near the old dogs by the tree) is small. " * 6
    for start in (0, 80):
        read = reading.read(model, text, start=start)
        ours = two_losses.both(model, read).sums[0]
        assert losses.added_up(model, read) == pytest.approx(ours, rel=1e-5)
