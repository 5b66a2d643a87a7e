"""The cells against PyTorch's layers, in value and gradient, and their forms against one another."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from core.recurrent.cells import Cell, GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.unroll import trace
from tests.core.recurrent.samples import LAYERS, copy_weights, random_cell, random_xs


def random_layer(kind: str, seed: int, dtype: torch.dtype, bias: bool = True) -> nn.RNNBase:
    """A layer of random size with PyTorch's own initial weights."""
    rng = np.random.default_rng(seed)
    inputs, units = int(rng.integers(1, 40)), int(rng.integers(1, 70))
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return LAYERS[kind][0](inputs, units, bias=bias, dtype=dtype)


def states_of(layer: nn.RNNBase, out: torch.Tensor, last: object) -> dict[str, torch.Tensor]:
    """The layer's output under the name that our cell gives it, and its last memory."""
    if isinstance(layer, nn.LSTM):
        return {"a": out, "c_last": last[1][0]}
    return {"c" if isinstance(layer, nn.GRU) else "a": out}


@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no_bias"])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", LAYERS)
def test_values_agree_with_pytorch(kind: str, seed: int, bias: bool) -> None:
    layer = random_layer(kind, seed, torch.float32, bias)
    cell = LAYERS[kind][1].from_torch(layer)
    rng = np.random.default_rng(100 + seed)
    steps, batch = int(rng.integers(1, 60)), int(rng.integers(2, 12))
    for shape in ((steps, layer.input_size), (steps, batch, layer.input_size)):
        xs = random_xs(*shape, seed=seed)
        with torch.no_grad():
            theirs = states_of(layer, *layer(torch.from_numpy(xs)))
        ours = trace(cell, xs)
        assert np.abs(getattr(ours, cell.output) - theirs[cell.output].numpy()).max() < 1e-6
        if kind == "lstm":
            assert np.abs(ours.c[-1] - theirs["c_last"].squeeze(0).numpy().reshape(ours.c[-1].shape)).max() < 1e-6


def mapped_gradients(layer: nn.RNNBase) -> dict[str, torch.Tensor]:
    """The layer's gradients by our cell's names. Where PyTorch has two biases for our one, each has its gradient."""
    W = torch.cat([layer.weight_hh_l0.grad, layer.weight_ih_l0.grad], dim=1)
    outer, inner = (layer.bias_ih_l0.grad, layer.bias_hh_l0.grad) if layer.bias else (None, None)
    H = layer.hidden_size
    if isinstance(layer, nn.RNN):
        return {"W_aa": W[:, :H], "W_ax": W[:, H:]} | ({"b_a": outer} if layer.bias else {})
    if isinstance(layer, nn.LSTM):
        found = dict(zip(("W_u", "W_f", "W_c", "W_o"), W.split(H), strict=True))
        return found | (dict(zip(("b_u", "b_f", "b_c", "b_o"), outer.split(H), strict=True)) if layer.bias else {})
    W_r, W_z, W_n = W.split(H)
    found = {"W_r": W_r, "W_u": -W_z, "W_c": W_n}  # Γ_u = 1 − z, so its weights are −W_z
    if layer.bias:
        b_r, b_z, b_n = outer.split(H)
        found |= {"b_r": b_r, "b_u": -b_z, "b_c": b_n, "b_cc": inner.split(H)[2]}
    return found


@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no_bias"])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", LAYERS)
def test_gradients_agree_with_pytorch(kind: str, seed: int, bias: bool) -> None:
    layer = random_layer(kind, seed, torch.float64, bias)
    cell = LAYERS[kind][1].from_torch(layer)
    generator = torch.Generator().manual_seed(seed)
    shape = (int(torch.randint(1, 30, (1,), generator=generator)), 3, layer.input_size)
    values = torch.randn(shape, dtype=torch.float64, generator=generator)
    weights = torch.randn(*shape[:2], layer.hidden_size, dtype=torch.float64, generator=generator)
    started = [torch.randn(3, layer.hidden_size, dtype=torch.float64, generator=generator) for _ in cell.states]
    theirs, ours = values.clone().requires_grad_(), values.clone().requires_grad_()
    their_start = [s.clone().requires_grad_() for s in started]
    our_start = tuple(s.clone().requires_grad_() for s in started)
    given = tuple(s[None] for s in their_start[::-1])  # PyTorch's order is (a, c)
    (layer(theirs, given if kind == "lstm" else given[0])[0] * weights).sum().backward()
    (cell(ours, our_start)[0] * weights).sum().backward()
    assert (theirs.grad - ours.grad).abs().max() < 1e-9
    for their_state, our_state in zip(their_start, our_start, strict=True):
        assert (their_state.grad - our_state.grad).abs().max() < 1e-9
    expected = mapped_gradients(layer)
    assert not bias or set(expected) == {name for name, _ in cell.named_parameters()}
    for name, gradient in expected.items():
        assert (getattr(cell, name).grad - gradient).abs().max() < 1e-9, name


def pytorch_equations(layer: nn.RNNBase, x: torch.Tensor, h: torch.Tensor, c: torch.Tensor) -> dict[str, torch.Tensor]:
    """One step as PyTorch's documentation of RNN, GRU and LSTM writes it, under our names."""
    gi = layer.weight_ih_l0 @ x + layer.bias_ih_l0
    gh = layer.weight_hh_l0 @ h + layer.bias_hh_l0
    if isinstance(layer, nn.RNN):
        return {"z": gi + gh, "a": torch.tanh(gi + gh)}
    if isinstance(layer, nn.GRU):
        (ir, iz, in_), (hr, hz, hn) = gi.chunk(3), gh.chunk(3)
        r, z = torch.sigmoid(ir + hr), torch.sigmoid(iz + hz)
        n = torch.tanh(in_ + r * hn)
        return {"gamma_u": 1 - z, "gamma_r": r, "c_tilde": n, "c": (1 - z) * n + z * h}
    i, f, g, o = (gi + gh).chunk(4)
    i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
    c = f * c + i * g
    return {"gamma_u": i, "gamma_f": f, "gamma_o": o, "c_tilde": g, "c": c, "a": o * torch.tanh(c)}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", LAYERS)
def test_every_gate_follows_pytorchs_documentation(kind: str, seed: int) -> None:
    layer = random_layer(kind, seed, torch.float64)
    cell = LAYERS[kind][1].from_torch(layer)
    xs = random_xs(9, layer.input_size, seed=seed)
    ours = trace(cell, xs)
    h = c = torch.zeros(layer.hidden_size, dtype=torch.float64)
    with torch.no_grad():
        for t, x in enumerate(torch.from_numpy(xs).double()):
            step = pytorch_equations(layer, x, h, c)
            assert set(step) == set(ours.series)
            for name, value in step.items():
                assert np.abs(ours.series[name][t] - value.numpy()).max() < 1e-12, (name, t)
            h, c = step[cell.output], step.get("c", c)


@pytest.mark.parametrize("name", ["lstm_one_minus_forget", "lstm_peephole_one_minus_forget"])
def test_one_minus_forget_with_negated_weights_is_the_right_lstm(name: str) -> None:
    wrong = random_cell(name, dtype=torch.float64)
    right = copy_weights(wrong, LSTMCell(5, 7, LSTMForm(peephole=wrong.form.peephole)).double())
    with torch.no_grad():
        for own in [wrong.W_f, wrong.b_f] + ([wrong.p_f] if wrong.form.peephole else []):
            own.neg_()  # σ(−z) = 1 − σ(z)
    xs = random_xs(12, 5)
    ours, theirs = trace(wrong, xs), trace(right, xs)
    assert np.abs(1 - ours.gamma_f - theirs.gamma_f).max() < 1e-12
    for series in ("gamma_u", "gamma_o", "c_tilde", "c", "a"):
        assert np.abs(ours.series[series] - theirs.series[series]).max() < 1e-12


def test_an_update_gate_turned_round_is_the_same_gru() -> None:
    keeps = random_cell("gru_keeps", dtype=torch.float64)
    replaces = copy_weights(keeps, GRUCell(5, 7).double())
    with torch.no_grad():
        replaces.W_u.neg_()
        replaces.b_u.neg_()
    xs = random_xs(12, 5)
    assert np.abs(trace(keeps, xs).c - trace(replaces, xs).c).max() < 1e-12
    assert np.abs(trace(keeps, xs).gamma_u - (1 - trace(replaces, xs).gamma_u)).max() < 1e-12


def test_the_concatenated_form_is_the_split_form() -> None:
    cell = random_cell("rnn", dtype=torch.float64)
    xs = torch.from_numpy(random_xs(6, 5)).double()
    a = torch.zeros(7, dtype=torch.float64)
    ours = trace(cell, xs)
    with torch.no_grad():
        assert torch.equal(cell.W_a, torch.cat([cell.W_aa, cell.W_ax], dim=1))
        for t, x in enumerate(xs):
            a = torch.tanh(cell.W_a @ torch.cat([a, x]) + cell.b_a)
            assert np.abs(ours.a[t] - a.numpy()).max() < 1e-12


def test_a_gradient_agrees_with_finite_differences() -> None:
    cell = random_cell("lstm_peephole", dtype=torch.float64)
    xs = torch.from_numpy(random_xs(7, 1, 5)).double()

    def loss() -> torch.Tensor:
        return cell(xs)[0].pow(2).sum()

    loss().backward()
    for name, place in (("W_f", (3, 9)), ("b_f", (3,)), ("p_o", (1,)), ("W_c", (0, 0))):
        weight, step = getattr(cell, name), 1e-6
        with torch.no_grad():
            weight[place] += step
            above = loss()
            weight[place] -= 2 * step
            below = loss()
            weight[place] += step
        assert float((above - below) / (2 * step)) == pytest.approx(float(weight.grad[place]), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("cell", "layer"),
    [
        (LSTMCell, nn.LSTM(3, 4, num_layers=2)),
        (LSTMCell, nn.LSTM(3, 4, proj_size=2)),
        (GRUCell, nn.GRU(3, 4, bidirectional=True)),
        (RNNCell, nn.RNN(3, 4, nonlinearity="relu")),
    ],
    ids=["two_layers", "projection", "two_directions", "relu"],
)
def test_layers_of_another_form_are_refused(cell: type[Cell], layer: nn.RNNBase) -> None:
    with pytest.raises(ValueError, match="form|layer"):
        cell.from_torch(layer)


def test_a_cell_from_a_batch_first_layer_reads_steps_first() -> None:
    layer = nn.LSTM(3, 4, batch_first=True)
    xs = random_xs(6, 2, 3)
    with torch.no_grad():
        theirs, _ = layer(torch.from_numpy(xs).transpose(0, 1))
    assert np.abs(trace(LSTMCell.from_torch(layer), xs).a - theirs.transpose(0, 1).numpy()).max() < 1e-6


def test_the_forget_gate_starts_by_remembering() -> None:
    assert torch.equal(LSTMCell(2, 3).b_f, torch.ones(3))
    assert torch.equal(LSTMCell(2, 3, forget_bias=-2.0).b_f, torch.full((3,), -2.0))


def test_from_torch_gives_pytorchs_gru() -> None:
    cell = GRUCell.from_torch(nn.GRU(2, 3))
    assert cell.reset_after and cell.form == GRUForm("after")
    assert not GRUCell(2, 3).reset_after
