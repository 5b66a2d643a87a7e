"""The decoder's loop under teacher forcing, with its gradient written out: for training.

The same equations as `EncoderDecoder.look` and `.advance`, step after step. Autograd would multiply for each weight's
gradient at each step, and add; here the steps are kept and each gradient is one product over all of them.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable


class AttentiveLoop(torch.autograd.Function):
    """states (B, T, S) and contexts (B, T, 2H) from y (B, T, 3S), a (B, T', 2H), keys (B, T', A), s<0> (B, S), weights."""

    @staticmethod
    def forward(ctx: Any, y, a, keys, s, W_a, v, W_c, b_c, U_s, b_s):  # noqa: ANN001, ANN205
        """Each step: e, α, c, then the GRU."""
        hiddens, alphas, contexts, states, gates = [], [], [], [s], []
        for y_t in y.unbind(1):
            hidden = torch.add((s @ W_a.t())[:, None], keys).tanh_()  # (B, T', A)
            alpha = (hidden @ v).softmax(-1)
            c = torch.bmm(alpha[:, None], a)[:, 0]
            s, kept = _gru(y_t, torch.addmm(b_c, c, W_c.t()), s, U_s, b_s)
            for store, value in ((hiddens, hidden), (alphas, alpha), (contexts, c), (states, s), (gates, kept)):
                store.append(value)
        ctx.steps = hiddens, gates
        contexts, states = torch.stack(contexts, 1), torch.stack(states, 1)
        ctx.save_for_backward(a, W_a, v, W_c, U_s, torch.stack(alphas, 1), contexts, states)
        return states[:, 1:], contexts

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d_states: Tensor, d_contexts: Tensor):  # noqa: ANN205
        """Backwards through the steps; ``d_x`` is the loss's derivative by x."""
        a, W_a, v, W_c, U_s, alphas, contexts, states = ctx.saved_tensors
        hiddens, gates = ctx.steps
        d_keys, d_v, d_s = torch.zeros_like(hiddens[0]), torch.zeros_like(v), torch.zeros_like(states[:, 0])
        d_x, d_h, d_c, d_q = [], [], [], []
        for t in reversed(range(len(gates))):
            by_x, by_h, d_s = _gru_back(d_s + d_states[:, t], states[:, t], gates[t])
            by_c = torch.addmm(d_contexts[:, t], by_x, W_c)
            alpha, hidden = alphas[:, t], hiddens[t]
            by_alpha = torch.bmm(a, by_c[:, :, None])[:, :, 0]
            by_e = alpha * (by_alpha - (alpha * by_alpha).sum(-1, keepdim=True))  # softmax over t'
            d_v += by_e.flatten() @ hidden.flatten(0, 1)
            by_hidden = hidden.square().neg_().add_(1).mul_(v).mul_(by_e[:, :, None])  # through tanh
            d_keys += by_hidden
            by_q = by_hidden.sum(1)
            d_s = torch.addmm(torch.addmm(d_s, by_h, U_s), by_q, W_a)
            for store, value in ((d_x, by_x), (d_h, by_h), (d_c, by_c), (d_q, by_q)):
                store.append(value)
        d_x, d_h, d_c, d_q = (torch.stack(rows[::-1], 1) for rows in (d_x, d_h, d_c, d_q))
        d_a = torch.bmm(alphas.transpose(1, 2), d_c)
        before = states[:, :-1]
        return (d_x, d_a, d_keys, d_s, _product(d_q, before), d_v, _product(d_x, contexts), d_x.sum((0, 1)),
                _product(d_h, before), d_h.sum((0, 1)))  # fmt: skip


class PlainLoop(torch.autograd.Function):
    """states (B, T, S) from x (B, T, 3S), what the word and the context that never changes give, and s<0> (B, S)."""

    @staticmethod
    def forward(ctx: Any, x, s, U_s, b_s):  # noqa: ANN001, ANN205
        """The GRU alone."""
        states, gates = [s], []
        for x_t in x.unbind(1):
            s, kept = _gru(x_t, 0, s, U_s, b_s)
            states.append(s)
            gates.append(kept)
        ctx.gates = gates
        states = torch.stack(states, 1)
        ctx.save_for_backward(states, U_s)
        return states[:, 1:]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d_states: Tensor):  # noqa: ANN205
        """Backwards through the steps."""
        states, U_s = ctx.saved_tensors
        d_s, d_x, d_h = torch.zeros_like(states[:, 0]), [], []
        for t in reversed(range(len(ctx.gates))):
            by_x, by_h, d_s = _gru_back(d_s + d_states[:, t], states[:, t], ctx.gates[t])
            d_s = torch.addmm(d_s, by_h, U_s)
            d_x.append(by_x)
            d_h.append(by_h)
        d_x, d_h = torch.stack(d_x[::-1], 1), torch.stack(d_h[::-1], 1)
        return d_x, d_s, _product(d_h, states[:, :-1]), d_h.sum((0, 1))


def _gru(y: Tensor, c: Tensor | int, s: Tensor, U_s: Tensor, b_s: Tensor) -> tuple[Tensor, tuple[Tensor, ...]]:
    """s<t>, and what the way back needs: r, u, n and the state's part of n."""
    x, h = y + c, torch.addmm(b_s, s, U_s.t())
    size = s.shape[-1]
    ru = (x[:, : 2 * size] + h[:, : 2 * size]).sigmoid_()
    r, u = ru.chunk(2, -1)
    n_s = h[:, 2 * size :]
    n = torch.addcmul(x[:, 2 * size :], r, n_s).tanh_()
    return torch.lerp(n, s, u), (r, u, n, n_s)


def _gru_back(d: Tensor, s: Tensor, gates: tuple[Tensor, ...]) -> tuple[Tensor, Tensor, Tensor]:
    """Derivatives by the input's part (B, 3S), by the state's part (B, 3S), and by s<t−1> past the gates."""
    r, u, n, n_s = gates
    by_n = d * (1 - u) * (1 - n * n)
    by_u = d * (s - n) * u * (1 - u)
    by_r = by_n * n_s * r * (1 - r)
    return torch.cat((by_r, by_u, by_n), -1), torch.cat((by_r, by_u, by_n * r), -1), d * u


def _product(d: Tensor, x: Tensor) -> Tensor:
    """Σ d xᵀ over batch and steps: (B, T, M), (B, T, N) -> (M, N)."""
    return d.flatten(0, 1).t() @ x.flatten(0, 1)
