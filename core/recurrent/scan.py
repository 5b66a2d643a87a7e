"""The same steps as the cells', for one sequence, in numpy: at this size numpy's small products are quicker.

Only the plain forms are here, for a batch in ``core.recurrent.scan_batch``; every other form and every pin goes through
the cell's own ``step``. Tests hold them to one another. What x gives to each step is computed first; the step is then
computed in its place. The logistic function is written σ(z) = (1 + tanh(z/2)) / 2, so that one tanh serves all gates;
the halving of z is done once, in the weights.
"""

from __future__ import annotations

import numpy as np
from torch import Tensor

from core.recurrent import scan_batch
from core.recurrent.cells import Cell, GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell

Series = dict[str, np.ndarray]


def scan(cell: Cell, xs: Tensor, state: tuple[Tensor, ...]) -> dict[str, np.ndarray | Tensor] | None:
    """All series (T, B, H) of ``cell`` on xs (T, B, E) from ``state``, or None where only the cell itself will do."""
    form = (type(cell), getattr(cell, "form", None))
    if form not in SCANS:
        return None
    lone, batch = SCANS[form]
    if xs.shape[1] != 1 or cell.units > 1024:
        return batch(cell, xs, state)
    projected = cell.project(xs)[:, 0].numpy()
    matrices = [np.ascontiguousarray(m.numpy().T) for m in cell.matrices()]
    series = lone(cell, projected, matrices, [s[0].numpy() for s in state])
    return {name: values[:, None] for name, values in series.items()}


def _rnn(cell: RNNCell, x: np.ndarray, matrices: list[np.ndarray], state: list[np.ndarray]) -> Series:
    (W,), (a,) = matrices, state
    zs, activations = x.copy(), np.empty_like(x)
    for z, new in zip(zs, activations, strict=True):
        z += W.dot(a)
        a = np.tanh(z, out=new)
    return {"z": zs, "a": activations}


def _gru_before(cell: GRUCell, x: np.ndarray, matrices: list[np.ndarray], state: list[np.ndarray]) -> Series:
    (W, W_c), (c,), H = matrices, state, cell.units
    half = np.full(2 * H, 0.5, x.dtype)
    W, x = W * half[:, None], x * _halves(2, H, x.dtype)
    memory, parts = np.empty_like(x[:, :H]), _parts(x, 3)
    for gates, gamma_u, gamma_r, c_tilde, new in zip(x[:, : 2 * H], *parts, memory, strict=True):
        gates += W.dot(c)
        _sigmoid_of_half(gates, half)
        c_tilde += W_c.dot(gamma_r * c)
        np.tanh(c_tilde, out=c_tilde)
        c = np.add(c, gamma_u * (c_tilde - c), out=new)
    return dict(zip(("gamma_u", "gamma_r", "c_tilde"), parts, strict=True)) | {"c": memory}


def _gru_after(cell: GRUCell, x: np.ndarray, matrices: list[np.ndarray], state: list[np.ndarray]) -> Series:
    (W,), (c,), H, inner = matrices, state, cell.units, cell.b_cc.numpy()
    half, halves = np.full(2 * H, 0.5, x.dtype), _halves(2, H, x.dtype)
    W, x = W * halves[:, None], x * halves
    memory, parts = np.empty_like(x[:, :H]), _parts(x, 3)
    for gates, gamma_u, gamma_r, c_tilde, new in zip(x[:, : 2 * H], *parts, memory, strict=True):
        from_c = W.dot(c)
        gates += from_c[: 2 * H]
        _sigmoid_of_half(gates, half)
        c_tilde += gamma_r * (from_c[2 * H :] + inner)
        np.tanh(c_tilde, out=c_tilde)
        c = np.add(c, gamma_u * (c_tilde - c), out=new)
    return dict(zip(("gamma_u", "gamma_r", "c_tilde"), parts, strict=True)) | {"c": memory}


def _lstm(cell: LSTMCell, x: np.ndarray, matrices: list[np.ndarray], state: list[np.ndarray]) -> Series:
    (W,), (c, a), H = matrices, state, cell.units
    half, halves = np.full(3 * H, 0.5, x.dtype), _halves(3, H, x.dtype)
    W, x = W * halves[:, None], x * halves
    memory, activations, parts = np.empty_like(x[:, :H]), np.empty_like(x[:, :H]), _parts(x, 4)
    rows = zip(x, x[:, : 3 * H], *parts, memory, activations, strict=True)
    for z, gates, gamma_u, gamma_f, gamma_o, c_tilde, new, out in rows:
        z += W.dot(a)
        np.tanh(z, out=z)  # the candidate is ready; the gates are σ once they are moved from (−1, 1) to (0, 1)
        gates *= half
        gates += half
        c = np.multiply(gamma_f, c, out=new)
        c += gamma_u * c_tilde
        a = np.tanh(c, out=out)
        a *= gamma_o
    named = zip(("gamma_u", "gamma_f", "gamma_o", "c_tilde"), parts, strict=True)
    return dict(named) | {"c": memory, "a": activations}


def _halves(gates: int, units: int, dtype: np.dtype) -> np.ndarray:
    """0.5 for the rows of the gates, 1 for those of the candidate beneath them."""
    return np.repeat(np.array([0.5, 1.0], dtype), [gates * units, units])


def _parts(x: np.ndarray, count: int) -> list[np.ndarray]:
    """(T, count·H) as ``count`` views (T, H)."""
    return np.split(x, count, axis=1)


def _sigmoid_of_half(z: np.ndarray, half: np.ndarray) -> None:
    """σ(2z), in place; ``half`` is an array because numpy takes longer to read a Python number."""
    np.tanh(z, out=z)
    z *= half
    z += half


SCANS = {  # the form -> for one sequence, for a batch
    (RNNCell, None): (_rnn, scan_batch.rnn),
    (GRUCell, GRUForm("before")): (_gru_before, scan_batch.gru_before),
    (GRUCell, GRUForm("after")): (_gru_after, scan_batch.gru_after),
    (LSTMCell, LSTMForm()): (_lstm, scan_batch.lstm),
}
