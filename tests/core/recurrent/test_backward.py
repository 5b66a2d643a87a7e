"""Each cell's step back, written out, against PyTorch's own Jacobians of a step."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.recurrent.backward import backward
from core.recurrent.cells import GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.unroll import trace

CELLS = {"rnn": RNNCell, "gru": GRUCell, "lstm": LSTMCell}


def made(kind: str):
    generator = torch.Generator().manual_seed(5)
    cell = CELLS[kind](4, 7, generator=generator).double().requires_grad_(False)
    for weight in cell.parameters():
        weight += torch.randn(weight.shape, generator=generator, dtype=torch.float64) * 0.4
    return cell, torch.randn(6, 4, generator=generator, dtype=torch.float64)


def whole(cell, xs, t: int) -> tuple[np.ndarray, np.ndarray]:
    """The step's Jacobians by the state before and by x, a row at a time: each row a loss that is one part of the state."""
    steps = backward(cell, trace(cell, xs))
    G = np.eye(7 * len(cell.states))
    dz = steps.back(t, G, steps.memory(t, G))
    return G, steps.letter(dz)


@pytest.mark.parametrize("kind", CELLS)
def test_a_step_back_is_the_jacobian_of_the_step(kind):
    cell, xs = made(kind)
    read = trace(cell, xs)
    states = [torch.from_numpy(np.vstack([getattr(read, f"{s}0")[None], getattr(read, s)])) for s in cell.states]

    def step(x, *state):
        (one,) = cell.steps(x[None, None], tuple(part[None] for part in state))
        return torch.cat([getattr(one, name)[0] for name in cell.states])

    for t in range(6):
        theirs = torch.autograd.functional.jacobian(step, (xs[t], *(part[t] for part in states)))
        by_state, by_x = whole(cell, xs, t)
        assert np.allclose(by_state, torch.cat(theirs[1:], dim=1), atol=1e-12)
        assert np.allclose(by_x, theirs[0], atol=1e-12)
        assert np.abs(by_state).max() > 0.1


def test_an_rnns_step_is_the_formula():
    cell, xs = made("rnn")
    read = trace(cell, xs)
    for t in range(6):
        expected = np.diag(1 - read.a[t] ** 2) @ cell.W_aa.numpy()
        assert np.allclose(whole(cell, xs, t)[0], expected, atol=1e-14)


def test_an_lstms_road_is_its_forget_gate_where_nothing_goes_round():
    cell, xs = made("lstm")
    for gate in "ufoc":
        getattr(cell, f"W_{gate}")[:, :7] = 0
    read = trace(cell, xs)
    assert np.allclose(whole(cell, xs, 3)[0][:7, :7], np.diag(read.gamma_f[3]), atol=1e-14)


def test_an_lstms_memory_also_leaves_the_cell_by_its_activation():
    cell, xs = made("lstm")
    read, steps = trace(cell, xs), backward(cell, trace(cell, xs))
    G = np.random.default_rng(0).normal(size=(3, 14))
    expected = G[:, :7] + G[:, 7:] * (read.gamma_o[2] * (1 - np.tanh(read.c[2]) ** 2))
    assert np.allclose(steps.memory(2, G), expected) and np.array_equal(steps.activation(G), G[:, 7:])


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
        backward(cell, trace(cell, np.zeros((2, 2), np.float32)))
