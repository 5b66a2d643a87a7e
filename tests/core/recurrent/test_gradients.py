"""Gradients of one loss by what came before, against finite differences; clipping against PyTorch's."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch
from torch import nn

from core.recurrent import gradients, reach
from core.recurrent.cells import GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.options import ReachKey
from core.referees import gradients as referees

CELLS = {
    "rnn": lambda g: RNNCell(5, 6, generator=g),
    "gru": lambda g: GRUCell(5, 6, generator=g),
    "gru_after": lambda g: GRUCell(5, 6, GRUForm("after"), generator=g),
    "gru_simplified": lambda g: GRUCell(5, 6, GRUForm("none"), generator=g),
    "lstm": lambda g: LSTMCell(5, 6, generator=g),
    "lstm_peephole": lambda g: LSTMCell(5, 6, LSTMForm(peephole=True), generator=g),
}
TEXT = "the cats (near the dog) are old."


def made(name: str):
    generator = torch.Generator().manual_seed(3)
    cell = CELLS[name](generator).double()
    weights = torch.randn(6, generator=generator, dtype=torch.float64)
    return cell, torch.randn(9, 5, generator=generator, dtype=torch.float64), lambda out: (weights * out).sum() ** 2


@pytest.mark.parametrize("name", CELLS)
def test_by_letter_is_what_differences_of_the_inputs_give(name):
    cell, xs, loss_of = made(name)
    found = gradients.by_unit(cell, xs, loss_of, 6, "letter")

    def loss(moved):
        steps = list(cell.steps(moved[:7, None]))
        return loss_of(getattr(steps[-1], cell.output)[0]).item()

    for k in range(9):
        for unit in range(5):
            up, down = xs.clone(), xs.clone()
            up[k, unit] += 1e-6
            down[k, unit] -= 1e-6
            assert found[k, unit] == pytest.approx((loss(up) - loss(down)) / 2e-6, abs=2e-9)


@pytest.mark.parametrize("name", CELLS)
def test_by_state_is_what_a_text_that_goes_on_from_a_moved_state_gives(name):
    cell, xs, loss_of = made(name)
    found = gradients.by_unit(cell, xs, loss_of, 7)
    steps = list(cell.steps(xs[:4, None]))
    state = [getattr(steps[-1], s) for s in cell.states]
    if cell.kind == "lstm":  # by c alone from the next step on; the way by a⟨3⟩ comes on top
        by_a = gradients.by_unit(cell, xs, loss_of, 7, "activation")[3]
        peep = (
            cell.p_o * steps[-1].gamma_o * (1 - steps[-1].gamma_o) * torch.tanh(steps[-1].c)
            if cell.form.peephole
            else 0
        )
        through = (steps[-1].gamma_o * (1 - torch.tanh(steps[-1].c) ** 2) + peep)[0].detach().numpy()
    for unit in range(6):
        ends = []
        for move in (1e-6, -1e-6):
            moved = [part.clone() for part in state]
            moved[0][0, unit] += move
            last = list(cell.steps(xs[4:8, None], tuple(moved)))[-1]
            ends.append(loss_of(getattr(last, cell.output)[0]).item())
        direct = (ends[0] - ends[1]) / 2e-6
        if cell.kind == "lstm":
            direct += by_a[unit] * through[unit]
        assert found[3, unit] == pytest.approx(direct, abs=2e-9)


def test_nothing_after_the_step_gets_anything_and_what_is_at_it_does():
    cell, xs, loss_of = made("lstm")
    norms = gradients.influence(cell, xs, loss_of, 4)
    assert (norms[5:] == 0).all() and (norms[:5] > 0).all()


def test_indices_stand_for_one_hot_vectors():
    cell, _, loss_of = made("gru")
    ids = torch.tensor([0, 3, 2, 2, 4])
    vectors = torch.eye(5, dtype=torch.float64)[ids]
    for by in ("state", "letter"):
        ours = gradients.by_unit(cell, ids, loss_of, 3, by)
        assert np.array_equal(ours, gradients.by_unit(cell, vectors.numpy(), loss_of, 3, by))


@pytest.mark.parametrize("step", [-1, 9])
def test_a_step_that_is_not_there_is_refused(step):
    cell, xs, loss_of = made("rnn")
    with pytest.raises(ValueError, match="no step"):
        gradients.by_unit(cell, xs, loss_of, step)


@pytest.mark.parametrize("by", ["state", "activation", "letter"])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_shipped_networks_agree_with_their_referee(cell, by):
    rows = referees.check([ReachKey(cell)], TEXT, by, reach.place_to_pin(TEXT) - 1, reach.place_to_look(TEXT))
    assert len(rows) == 4
    for row in rows:
        if row.difference == "–":
            assert row.ours < referees.SEEN[0]
        else:
            assert row.difference <= 1e-6 * max(1.0, row.ours)
    assert rows[0].ours > 0.1  # of the newest letter there is something to be compared


def test_the_referee_follows_an_explosion_and_says_where_it_can_no_more():
    first, looked, oldest = referees.check([ReachKey("rnn", "fresh", 3.0)], TEXT, "state", 25, 12)[:3]
    for row in (first, looked, oldest):
        assert row.difference <= 1e-5 * max(1.0, row.ours)
    assert oldest.ours > 100
    far = referees.check([ReachKey("rnn", "fresh", 12.0)], TEXT, "state", 25, 12)[2]
    assert (far.theirs, far.difference) == ("> 1e+08", "–") and far.ours > 1e8


def test_the_referee_sees_a_wrong_gradient():
    model = reach.model(ReachKey("rnn"))
    ids = torch.tensor(model.vocabulary.encode(["\n", *TEXT]))
    right = referees.by_differences(model, ids, "state", 10, 9)
    turned = copy.deepcopy(model)
    turned.cell.W_aa.copy_(model.cell.W_aa.t())
    wrong = gradients.by_unit(turned.cell, ids[:11], reach.loss_of(turned, int(ids[11])), 10)[9]
    assert np.abs(right - wrong).max() > 0.01


@pytest.mark.parametrize("limit", [0.01, 1.0, 7.5, 1e3])
def test_clipping_is_pytorchs(limit):
    rng = np.random.default_rng(0)
    parts = [rng.normal(size=shape) * 3 for shape in ((4, 5), (7,), (2, 3))]
    for ours, theirs in (
        (gradients.clip_by_norm(parts, limit), lambda ps: nn.utils.clip_grad_norm_(ps, limit)),
        (gradients.clip_by_value(parts, limit), lambda ps: nn.utils.clip_grad_value_(ps, limit)),
    ):
        weights = [nn.Parameter(torch.zeros(part.shape, dtype=torch.float64)) for part in parts]
        for weight, part in zip(weights, parts, strict=True):
            weight.grad = torch.from_numpy(part.copy())
        theirs(weights)
        for one, weight in zip(ours, weights, strict=True):
            assert np.allclose(one, weight.grad.numpy(), rtol=2e-6, atol=0)


def test_what_is_short_stays_and_nothing_stays_nothing():
    g = np.array([0.3, -0.4])
    assert np.array_equal(gradients.clip_by_norm(g, 0.6), g)
    assert np.array_equal(gradients.clip_by_norm(np.zeros(2), 0.6), np.zeros(2))
    assert gradients.direction(np.zeros(2)) is None


def test_by_value_the_direction_turns_and_by_norm_it_stays():
    ways = gradients.three_ways((10.0, 1.0), 1.0)
    assert ways["as_it_is"].direction == pytest.approx(5.7106, abs=1e-4)
    assert ways["by_norm"].direction == pytest.approx(ways["as_it_is"].direction, abs=1e-12)
    assert ways["by_norm"].norm == pytest.approx(1, abs=1e-12)
    assert ways["by_value"].g == (1.0, 1.0) and ways["by_value"].direction == pytest.approx(45)


def test_the_mean_factor_is_the_root():
    assert gradients.per_letter(0.0, -6.0, 20) == pytest.approx(1e-6 ** (1 / 20))
    assert gradients.per_letter(0.3, 0.3, 0) == 1
