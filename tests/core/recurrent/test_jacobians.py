"""The factors in closed form, against PyTorch's own Jacobians of a step."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.recurrent.cells import GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.jacobians import factors
from core.recurrent.unroll import trace

CELLS = {"rnn": RNNCell, "gru": GRUCell, "lstm": LSTMCell}


def made(kind: str):
    generator = torch.Generator().manual_seed(5)
    cell = CELLS[kind](4, 7, generator=generator).double().requires_grad_(False)
    for weight in cell.parameters():
        weight += torch.randn(weight.shape, generator=generator, dtype=torch.float64) * 0.4
    return cell, torch.randn(6, 4, generator=generator, dtype=torch.float64)


@pytest.mark.parametrize("kind", CELLS)
def test_the_factors_are_the_jacobians_of_a_step(kind):
    cell, xs = made(kind)
    found, read = factors(cell, trace(cell, xs)), trace(cell, xs)
    states = [torch.from_numpy(np.vstack([getattr(read, f"{s}0")[None], getattr(read, s)])) for s in cell.states]

    def step(x, *state):
        (one,) = cell.steps(x[None, None], tuple(part[None] for part in state))
        return torch.cat([getattr(one, name)[0] for name in cell.states])

    for t in range(6):
        before = [part[t] for part in states]
        theirs = torch.autograd.functional.jacobian(step, (xs[t], *before))
        assert torch.allclose(found.state[t], torch.cat(theirs[1:], dim=1), atol=1e-12)
        assert torch.allclose(found.x[t], theirs[0], atol=1e-12)
        assert found.state[t].abs().max() > 0.1


def test_an_rnns_factor_is_the_formula():
    cell, xs = made("rnn")
    read = trace(cell, xs)
    for t in range(6):
        expected = np.diag(1 - read.a[t] ** 2) @ cell.W_aa.numpy()
        assert np.allclose(factors(cell, read).state[t].numpy(), expected, atol=1e-14)


def test_an_lstms_road_is_its_forget_gate_where_nothing_goes_round():
    cell, xs = made("lstm")
    for gate in "ufoc":
        getattr(cell, f"W_{gate}")[:, :7] = 0
    read = trace(cell, xs)
    assert np.allclose(factors(cell, read).state[3, :7, :7].numpy(), np.diag(read.gamma_f[3]), atol=1e-14)


@pytest.mark.parametrize(
    "cell",
    [
        GRUCell(2, 3, GRUForm("after")),
        GRUCell(2, 3, GRUForm(update_keeps=True)),
        LSTMCell(2, 3, LSTMForm(peephole=True)),
    ],
)
def test_other_forms_are_refused(cell):
    with pytest.raises(ValueError, match="own forms"):
        factors(cell, trace(cell, np.zeros((2, 2), np.float32)))
