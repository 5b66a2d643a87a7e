"""How a state depends on the one before it: the factors that a gradient is multiplied by on its way back.

Closed forms of the three cells, for all steps at once: ``diag(v) W`` is row i of W times v_i. Letters as in
`core.recurrent.cells`; c' is c⟨t−1⟩. What Hochreiter 1991 and Bengio et al. 1994 saw of the RNN's is that a product of many
such factors shrinks or grows as a power.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from core.recurrent.cells import Cell, GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.results import Trace


class Factors(NamedTuple):
    """∂state⟨t⟩ by state⟨t−1⟩ (T, S, S) and by x⟨t⟩ (T, S, E). S is H; for an LSTM 2H, c above a, as in ``cell.states``.

    through (T, H): of an LSTM ∂a⟨t⟩/∂c⟨t⟩ = Γ_o ∗ (1 − tanh² c⟨t⟩), the way from the memory out of the cell; else None.
    """

    state: Tensor
    x: Tensor
    through: Tensor | None


def factors(cell: Cell, trace: Trace) -> Factors:
    """The factors of every step of a trace (T, H) of that cell. Raises ValueError for a form that is not the course's."""
    if getattr(cell, "form", None) not in (None, GRUForm(), LSTMForm()):
        raise ValueError("only the course's own forms have their factors written out here")
    return {"rnn": _rnn, "gru": _gru, "lstm": _lstm}[cell.kind](cell, trace)


def _rnn(cell: RNNCell, trace: Trace) -> Factors:
    """∂a⟨t⟩/∂[a⟨t−1⟩, x⟨t⟩] = diag(1 − (a⟨t⟩)²) W_a."""
    (a,) = _tensors(trace.a)
    return _split(_diag(1 - a**2, cell.W_a.detach()), cell.units)


def _gru(cell: GRUCell, trace: Trace) -> Factors:
    """c⟨t⟩ = Γ_u ∗ c̃⟨t⟩ + (1−Γ_u) ∗ c' by [c', x]: the kept part is diag(1−Γ_u); c̃ sees Γ_r ∗ c'."""
    H = cell.units
    u, r, new, c = _tensors(trace.gamma_u, trace.gamma_r, trace.c_tilde, trace.c)
    old = _before(c, trace.c0)
    W_u, W_r, W_c = cell.W_u.detach(), cell.W_r.detach(), cell.W_c.detach()
    seen = _diag(old * r * (1 - r), W_r)  # ∂(Γ_r ∗ c') by way of Γ_r
    seen[:, :, :H] += torch.diag_embed(r)
    inner = W_c[:, :H] @ seen
    inner[:, :, H:] += W_c[:, H:]
    whole = _diag((new - old) * u * (1 - u), W_u) + _diag(u * (1 - new**2), inner)
    whole[:, :, :H] += torch.diag_embed(1 - u)
    return _split(whole, H)


def _lstm(cell: LSTMCell, trace: Trace) -> Factors:
    """c⟨t⟩ = Γ_u ∗ c̃⟨t⟩ + Γ_f ∗ c': by c' it is diag(Γ_f), the road on which nothing need vanish; all else goes by a⟨t−1⟩."""
    H = cell.units
    names = ("gamma_u", "gamma_f", "gamma_o", "c_tilde", "c")
    u, f, o, new, c = _tensors(*(getattr(trace, name) for name in names))
    old = _before(c, trace.c0)
    W_u, W_f, W_o, W_c = (getattr(cell, f"W_{gate}").detach() for gate in "ufoc")
    by_gates = _diag(new * u * (1 - u), W_u) + _diag(old * f * (1 - f), W_f) + _diag(u * (1 - new**2), W_c)
    through = o * (1 - torch.tanh(c) ** 2)
    out = _diag(through, by_gates) + _diag(torch.tanh(c) * o * (1 - o), W_o)
    keep = torch.cat([torch.diag_embed(f), torch.diag_embed(through * f)], dim=1)  # (T, 2H, H)
    whole = torch.cat([keep, torch.cat([by_gates, out], dim=1)], dim=2)
    return _split(whole, 2 * H)._replace(through=through)


def _diag(v: Tensor, W: Tensor) -> Tensor:
    """diag(v⟨t⟩) W for every step: v (T, H), W (H, n) or (T, H, n) -> (T, H, n)."""
    return v[:, :, None] * W


def _split(whole: Tensor, states: int) -> Factors:
    return Factors(whole[:, :, :states], whole[:, :, states:], None)


def _before(c: Tensor, start: np.ndarray) -> Tensor:
    """c⟨t−1⟩ for every step t."""
    return torch.cat([torch.from_numpy(np.atleast_2d(start)), c[:-1]])


def _tensors(*arrays: np.ndarray) -> tuple[Tensor, ...]:
    return tuple(torch.from_numpy(np.ascontiguousarray(array)) for array in arrays)
