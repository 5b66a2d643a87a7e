"""The same steps as the cells', for a batch, with torch and in place.

Only the plain forms are here, as in ``core.recurrent.scan``; tests hold both to the cells' own ``step``. Three things
make them quick. All arrays are (T, H, B), units before sequences, so that each gate of a step is one piece of memory. A
step is computed where its products with x already lie, so that no memory is touched twice. And in GRU and LSTM
tanh z = 2 σ(2z) − 1, since torch takes ten times as long for its tanh as for its σ; the doubling of z is done once, in
the weights.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn.functional import embedding

from core.recurrent.cell import is_index
from core.recurrent.cells import GRUCell, LSTMCell, RNNCell

State = tuple[Tensor, ...]

MINUS_ONE = torch.tensor(-1.0)


def rnn(cell: RNNCell, xs: Tensor, state: State) -> dict[str, Tensor]:
    """z and a (T, B, H) of ``cell`` on xs (T, B, E) or indices (T, B), from the state a (B, H)."""
    W, (a,) = cell.W_aa, _columns(state)
    zs = _project(xs, cell.W_ax, cell.b_a)
    activations = torch.empty_like(zs)
    for z, new in _steps(zs, activations):
        a = torch.tanh(z.addmm_(W, a), out=new)
    return _rows({"z": zs, "a": activations})


def gru_before(cell: GRUCell, xs: Tensor, state: State) -> dict[str, Tensor]:
    """All series (T, B, H) of the course's GRU, which resets before the product, from the state c (B, H)."""
    H, (c,) = cell.units, _columns(state)
    zs, W = _gru_products(cell, xs)
    memory, remembered = torch.empty_like(zs[:, :H]), torch.empty_like(c)
    for gates, gamma_u, gamma_r, c_tilde, new in _steps(zs[:, : 2 * H], *zs.split(H, dim=1), memory):
        gates.addmm_(W[: 2 * H], c).sigmoid_()
        torch.mul(gamma_r, c, out=remembered)
        _tanh_from_sigmoid(c_tilde.addmm_(W[2 * H :], remembered).sigmoid_())
        c = torch.lerp(c, c_tilde, gamma_u, out=new)
    return _rows(_named(zs, "gamma_u", "gamma_r", "c_tilde") | {"c": memory})


def gru_after(cell: GRUCell, xs: Tensor, state: State) -> dict[str, Tensor]:
    """All series (T, B, H) of PyTorch's GRU, which resets after the product, from the state c (B, H)."""
    H, (c,) = cell.units, _columns(state)
    zs, W = _gru_products(cell, xs)
    memory, inner, inner_bias = torch.empty_like(zs[:, :H]), torch.empty_like(c), (2 * cell.b_cc)[:, None].expand_as(c)
    for gates, gamma_u, gamma_r, c_tilde, new in _steps(zs[:, : 2 * H], *zs.split(H, dim=1), memory):
        gates.addmm_(W[: 2 * H], c).sigmoid_()
        torch.addmm(inner_bias, W[2 * H :], c, out=inner)
        _tanh_from_sigmoid(c_tilde.addcmul_(gamma_r, inner).sigmoid_())
        c = torch.lerp(c, c_tilde, gamma_u, out=new)
    return _rows(_named(zs, "gamma_u", "gamma_r", "c_tilde") | {"c": memory})


def lstm(cell: LSTMCell, xs: Tensor, state: State) -> dict[str, Tensor]:
    """All series (T, B, H) of an LSTM from the state c, a (B, H)."""
    H, (c, a) = cell.units, _columns(state)
    W = torch.cat([cell.W_u, cell.W_f, cell.W_o, 2 * cell.W_c])
    zs = _project(xs, W[:, H:], torch.cat([cell.b_u, cell.b_f, cell.b_o, 2 * cell.b_c]))
    W, memory, activations = W[:, :H].contiguous(), torch.empty_like(zs[:, :H]), torch.empty_like(zs[:, :H])
    for z, gamma_u, gamma_f, gamma_o, c_tilde, new, out in _steps(zs, *zs.split(H, dim=1), memory, activations):
        z.addmm_(W, a).sigmoid_()
        _tanh_from_sigmoid(c_tilde)
        c = torch.mul(gamma_f, c, out=new).addcmul_(gamma_u, c_tilde)
        a = _tanh_from_sigmoid(torch.add(c, c, out=out).sigmoid_()).mul_(gamma_o)
    return _rows(_named(zs, "gamma_u", "gamma_f", "gamma_o", "c_tilde") | {"c": memory, "a": activations})


def _gru_products(cell: GRUCell, xs: Tensor) -> tuple[Tensor, Tensor]:
    """[Γ_u, Γ_r, c̃]: what x⟨t⟩ gives to each, (T, 3H, B), and the matrix (3H, H) that multiplies the memory."""
    W, H = torch.cat([cell.W_u, cell.W_r, 2 * cell.W_c]), cell.units
    return _project(xs, W[:, H:], torch.cat([cell.b_u, cell.b_r, 2 * cell.b_c])), W[:, :H].contiguous()


def _project(xs: Tensor, W: Tensor, b: Tensor) -> Tensor:
    """W x + b for every step: xs (T, B, E), or indices (T, B) of one-hot vectors, -> (T, rows of W, B)."""
    if is_index(xs):
        return embedding(xs, W.t() + b).transpose(1, 2).contiguous()
    return torch.baddbmm(b[:, None].expand(len(xs), -1, xs.shape[1]), W.expand(len(xs), -1, -1), xs.transpose(1, 2))


def _steps(*series: Tensor) -> Iterator[tuple[Tensor, ...]]:
    """Walk through series (T, ·, B) side by side, a step at a time."""
    return zip(*(values.unbind() for values in series), strict=True)


def _tanh_from_sigmoid(sigma: Tensor) -> Tensor:
    """tanh z from σ(2z), in place."""
    return torch.add(MINUS_ONE, sigma, alpha=2, out=sigma)


def _columns(state: State) -> State:
    return tuple(s.t().contiguous() for s in state)


def _named(zs: Tensor, *names: str) -> dict[str, Tensor]:
    return dict(zip(names, zs.chunk(len(names), dim=1), strict=True))


def _rows(series: dict[str, Tensor]) -> dict[str, Tensor]:
    """(T, H, B) as (T, B, H): another view of the same memory."""
    return {name: values.transpose(1, 2) for name, values in series.items()}
