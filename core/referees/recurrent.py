"""Referees of the recurrent cells: the papers' equations unit by unit in plain Python, and PyTorch's own layers.

Nothing here shares code with ``core.recurrent.cells`` but the weights: ``math`` does the maths, loops do the sums. A
cell with a marked mistake is judged by the right formula, so that the referee catches it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp, tanh

import numpy as np
import torch
from torch import Tensor, nn

from core.recurrent.cells import Cell, GRUForm, LSTMForm
from core.recurrent.results import Trace
from core.referees.results import Compared, worst

Vector = Sequence[float]
State = Sequence[Vector] | Vector  # H numbers, or for an LSTM two times H: (c, a)
Weights = Mapping[str, list]


def scalar_step(cell: Cell, x: Vector | int, state: State) -> dict[str, list[float]]:
    """One step of any cell and form, in loops over units: name -> H values, by the names that the cell itself uses.

    x: E numbers, or the index of a one-hot vector. state: as ``unroll.trace`` takes it, H numbers, for an LSTM (c, a).
    """
    return _scalar(cell)(_inputs(cell, x), _state(cell, state))


def scalar_series(cell: Cell, xs: np.ndarray | Tensor, state: State | None = None) -> dict[str, np.ndarray]:
    """``scalar_step`` along xs (T, E), or indices (T,), from ``state`` or zeros: name -> (T, H) float64."""
    step = _scalar(cell)
    state = [[0.0] * cell.units for _ in cell.states] if state is None else _state(cell, state)
    steps = []
    for x in torch.as_tensor(xs):
        steps.append(step(_inputs(cell, x.tolist()), state))
        state = [steps[-1][name] for name in cell.states]
    return {name: np.array([made[name] for made in steps]) for name in steps[0]}


def torch_layer(cell: Cell) -> nn.RNN | nn.GRU | nn.LSTM | None:
    """PyTorch's layer with this cell's weights, the inverse of ``from_torch``; None where it has no such form.

    It has no GRU that resets before the product (the course's), none without a reset gate, and no peepholes.
    """
    parts = {"rnn": _rnn_parts, "gru": _gru_parts, "lstm": _lstm_parts}[cell.kind](cell)
    if parts is None:
        return None
    (W, inner, outer), H = parts, cell.units
    layer = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}[cell.kind](cell.inputs, H).to(W.dtype)
    values = {"weight_hh_l0": W[:, :H], "weight_ih_l0": W[:, H:], "bias_hh_l0": inner, "bias_ih_l0": outer}
    layer.load_state_dict({name: value.detach() for name, value in values.items()})
    return layer.eval().requires_grad_(False)


@torch.inference_mode()
def torch_series(cell: Cell, xs: np.ndarray | Tensor, state: State | None = None) -> dict[str, np.ndarray]:
    """What PyTorch's layer shows of itself, its states, along xs (T, E) or indices (T,): name -> (T, H).

    Raises ValueError where PyTorch has no such form.
    """
    layer = torch_layer(cell)
    if layer is None:
        raise ValueError("PyTorch has no layer of this form")
    weight = layer.weight_hh_l0
    state = [[0.0] * cell.units for _ in cell.states] if state is None else _state(cell, state)
    now = [torch.tensor(values, dtype=weight.dtype)[None] for values in state][::-1]  # PyTorch's order is (a, c)
    rows: list[tuple[np.ndarray, ...]] = []
    for x in torch.as_tensor(xs):
        vector = torch.tensor([_inputs(cell, x.tolist())], dtype=weight.dtype)
        _, after = layer(vector, tuple(now) if len(now) == 2 else now[0])
        now = list(after) if len(now) == 2 else [after]
        rows.append(tuple(values[0].numpy() for values in now[::-1]))
    return {name: np.stack(values) for name, values in zip(cell.states, zip(*rows, strict=True), strict=True)}


def compare(trace: Trace, other: Trace | Mapping[str, np.ndarray]) -> list[Compared]:
    """The largest difference in each series that both have, in the order of ``trace``; place: (t, unit) or (t, b, unit)."""
    theirs = other if isinstance(other, Mapping) else other.series
    return [worst(name, ours, theirs[name]) for name, ours in trace.series.items() if name in theirs]


def _scalar(cell: Cell) -> Callable[[list[float], list[list[float]]], dict[str, list[float]]]:
    """The step of this cell's equations, its weights taken out once as lists."""
    weights = {name: parameter.tolist() for name, parameter in cell.named_parameters()}
    equations = {"rnn": _elman, "gru": _cho, "lstm": _gers}[cell.kind]
    return lambda x, state: equations(weights, getattr(cell, "form", None), x, *state)


def _elman(w: Weights, form: None, x: Vector, a: Vector) -> dict[str, list[float]]:
    """Elman 1990, in the course's letters: z_i = Σ_j W_aa[i,j] a_j + Σ_k W_ax[i,k] x_k + b_i, a_i = tanh z_i."""
    z = [_dot(w["W_aa"][i], a) + _dot(w["W_ax"][i], x) + w["b_a"][i] for i in range(len(a))]
    return {"z": z, "a": [tanh(value) for value in z]}


def _cho(w: Weights, form: GRUForm, x: Vector, c: Vector) -> dict[str, list[float]]:
    """Cho et al. 2014 (arXiv 1406.1078), section 2.3: r_j (5), z_j (6), h_j (7), h̃_j (8).

    There z = 1 keeps, here Γ_u = 1 replaces (Ng 2018) unless ``form.update_keeps``; the course adds biases. Reset
    ``after`` the product is PyTorch's: h̃_j = tanh(W x + b + r_j (U h + b')). Without Γ_r it is the course's simplified
    GRU.
    """
    units, seen = range(len(c)), [*c, *x]
    made = {"gamma_u": [_sigma(_dot(w["W_u"][j], seen) + w["b_u"][j]) for j in units]}
    r = [1.0 for _ in units]
    if form.reset != "none":
        made["gamma_r"] = r = [_sigma(_dot(w["W_r"][j], seen) + w["b_r"][j]) for j in units]
    if form.reset == "after":
        inner = [_dot(w["W_c"][j][: len(c)], c) + w["b_cc"][j] for j in units]
        new = [tanh(_dot(w["W_c"][j][len(c) :], x) + w["b_c"][j] + r[j] * inner[j]) for j in units]
    else:
        new = [tanh(_dot(w["W_c"][j], [*(r[k] * c[k] for k in units), *x]) + w["b_c"][j]) for j in units]
    replace = [1 - u if form.update_keeps else u for u in made["gamma_u"]]
    return made | {"c_tilde": new, "c": [replace[j] * new[j] + (1 - replace[j]) * c[j] for j in units]}


def _gers(w: Weights, form: LSTMForm, x: Vector, c: Vector, a: Vector) -> dict[str, list[float]]:
    """Hochreiter and Schmidhuber 1997: the memory and its input and output gates; Gers et al. 2000: the forget gate;
    Gers et al. 2002: peepholes, through which Γ_u and Γ_f see the memory of t−1 and Γ_o that of t.

    Memory: s = y_forget s + y_in g(net_c); output: y_out h(s), with g and h the tanh, as is usual since.
    """
    units, seen = range(len(c)), [*a, *x]
    net = {gate: [_dot(w[f"W_{gate}"][j], seen) + w[f"b_{gate}"][j] for j in units] for gate in "ufoc"}
    peep = {gate: w[f"p_{gate}"] if form.peephole else [0.0] * len(c) for gate in "ufo"}
    y_in = [_sigma(net["u"][j] + peep["u"][j] * c[j]) for j in units]
    y_forget = [_sigma(net["f"][j] + peep["f"][j] * c[j]) for j in units]
    g = [tanh(value) for value in net["c"]]
    s = [y_forget[j] * c[j] + y_in[j] * g[j] for j in units]
    y_out = [_sigma(net["o"][j] + peep["o"][j] * s[j]) for j in units]
    y = [y_out[j] * tanh(s[j]) for j in units]
    return {"gamma_u": y_in, "gamma_f": y_forget, "gamma_o": y_out, "c_tilde": g, "c": s, "a": y}


def _dot(row: Vector, vector: Vector) -> float:
    total = 0.0
    for weight, value in zip(row, vector, strict=True):
        total += weight * value
    return total


def _sigma(z: float) -> float:
    return 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (1 + exp(z))


def _inputs(cell: Cell, x: Vector | int) -> list[float]:
    if isinstance(x, int | np.integer):
        return [float(k == x) for k in range(cell.inputs)]
    return [float(value) for value in x]


def _state(cell: Cell, state: State) -> list[list[float]]:
    """A list of H numbers for each of the cell's states; one state may be given by itself."""
    given = np.asarray(state, dtype=np.float64).reshape(len(cell.states), cell.units)
    return given.tolist()


def _rnn_parts(cell: Cell) -> tuple[Tensor, Tensor, Tensor]:
    """[state | x] weights, bias at the state, bias at x, in PyTorch's order; PyTorch has two biases, we one."""
    return cell.W_a, torch.zeros_like(cell.b_a), cell.b_a


def _gru_parts(cell: Cell) -> tuple[Tensor, Tensor, Tensor] | None:
    """PyTorch's order is r, z, n, and its z keeps."""
    if cell.form.reset != "after":
        return None
    sign = 1 if cell.form.update_keeps else -1
    zeros = torch.zeros_like(cell.b_c)
    W = torch.cat([cell.W_r, sign * cell.W_u, cell.W_c])
    return W, torch.cat([zeros, zeros, cell.b_cc]), torch.cat([cell.b_r, sign * cell.b_u, cell.b_c])


def _lstm_parts(cell: Cell) -> tuple[Tensor, Tensor, Tensor] | None:
    """PyTorch's order is i, f, g, o."""
    if cell.form.peephole:
        return None
    b = torch.cat([cell.b_u, cell.b_f, cell.b_c, cell.b_o])
    return torch.cat([cell.W_u, cell.W_f, cell.W_c, cell.W_o]), torch.zeros_like(b), b
