"""One step back through each cell, written out: what of a gradient by a state reaches the state before, and the input.

The chain rule of a step, for many losses at once: a row a loss, ``∗`` elementwise. Letters as in `core.recurrent.cells`; c' is
c⟨t−1⟩, dz the gradient by what a gate's or the candidate's σ or tanh is taken of. For an RNN the step is ∂L/∂a⟨t−1⟩ =
∂L/∂a⟨t⟩ diag(1 − (a⟨t⟩)²) W_aa; what Hochreiter 1991 and Bengio et al. 1994 saw is that a product of many such factors shrinks or
grows as a power.
"""

from __future__ import annotations

import numpy as np

from core.recurrent.cells import Cell, GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.results import GRUTrace, LSTMTrace, RNNTrace, Trace

Rows = np.ndarray  # (P, n): a row a loss


class Backward:
    """The steps of one cell along one trace, backwards. G (P, S): S is H; for an LSTM 2H, c before a, as in ``cell.states``."""

    def __init__(self, cell: Cell) -> None:
        self.H = cell.units

    def memory(self, t: int, G: Rows) -> Rows:
        """∂L by the memory at t (P, H): for an LSTM what c⟨t⟩ does directly and by way of a⟨t⟩."""
        return G

    def activation(self, G: Rows) -> Rows:
        """∂L by what the layer above sees at t (P, H)."""
        return G

    def back(self, t: int, G: Rows, memory: Rows) -> Rows:
        """Make G, ∂L by the state at t, into ∂L by the state at t − 1, in place; return dz of the step (P, n).

        memory: what `memory` gives for it.
        """
        raise NotImplementedError("each cell has its own equations")

    def letter(self, dz: Rows) -> Rows:
        """∂L by x⟨t⟩ (P, E)."""
        return dz @ self.W_x


class RNNBackward(Backward):
    """z = W_aa a⟨t−1⟩ + W_ax x⟨t⟩ + b_a, a⟨t⟩ = tanh z."""

    def __init__(self, cell: RNNCell, trace: RNNTrace) -> None:
        super().__init__(cell)
        self.W_a, self.W_x = _arrays(cell.W_aa, cell.W_ax)
        self.slope = 1 - trace.a**2

    def back(self, t: int, G: Rows, memory: Rows) -> Rows:
        dz = memory * self.slope[t]
        np.matmul(dz, self.W_a, out=G)
        return dz


class GRUBackward(Backward):
    """c⟨t⟩ = Γ_u ∗ c̃⟨t⟩ + (1−Γ_u) ∗ c', c̃⟨t⟩ = tanh(W_c [Γ_r ∗ c', x⟨t⟩] + b_c): dz of Γ_u, of Γ_r, of c̃."""

    def __init__(self, cell: GRUCell, trace: GRUTrace) -> None:
        super().__init__(cell)
        W_u, W_r, W_c = _arrays(cell.W_u, cell.W_r, cell.W_c)
        self.W_ur = np.concatenate([W_u[:, : self.H], W_r[:, : self.H]])
        self.W_cc, self.W_x = W_c[:, : self.H].copy(), np.concatenate([W_u, W_r, W_c])[:, self.H :]
        u, self.r, new, old = trace.gamma_u, trace.gamma_r, trace.c_tilde, _before(trace.c, trace.c0)
        self.keep = 1 - u
        self.by_u, self.by_new = (new - old) * u * (1 - u), u * (1 - new**2)
        self.by_r = old * self.r * (1 - self.r)

    def back(self, t: int, G: Rows, memory: Rows) -> Rows:
        H, dz = self.H, np.empty((len(G), 3 * self.H))
        np.multiply(memory, self.by_u[t], out=dz[:, :H])
        np.multiply(memory, self.by_new[t], out=dz[:, 2 * H :])
        reset = dz[:, 2 * H :] @ self.W_cc  # ∂L by Γ_r ∗ c'
        np.multiply(reset, self.by_r[t], out=dz[:, H : 2 * H])
        reset *= self.r[t]
        reset += dz[:, : 2 * H] @ self.W_ur
        np.multiply(memory, self.keep[t], out=G)
        G += reset
        return dz


class LSTMBackward(Backward):
    """c⟨t⟩ = Γ_u ∗ c̃⟨t⟩ + Γ_f ∗ c', a⟨t⟩ = Γ_o ∗ tanh c⟨t⟩: from memory to memory Γ_f alone, the road on which nothing need
    vanish; all else goes by dz and a⟨t−1⟩. dz of Γ_u, Γ_f, c̃, Γ_o."""

    def __init__(self, cell: LSTMCell, trace: LSTMTrace) -> None:
        super().__init__(cell)
        W = np.concatenate(_arrays(cell.W_u, cell.W_f, cell.W_c, cell.W_o))
        self.W_a, self.W_x = W[:, : self.H].copy(), W[:, self.H :]
        u, f, o, new = trace.gamma_u, trace.gamma_f, trace.gamma_o, trace.c_tilde
        out, old = np.tanh(trace.c), _before(trace.c, trace.c0)
        self.f, self.through = f, o * (1 - out**2)
        self.by_memory = np.stack([new * u * (1 - u), old * f * (1 - f), u * (1 - new**2)], axis=1)  # (T, 3, H)
        self.by_o = out * o * (1 - o)

    def memory(self, t: int, G: Rows) -> Rows:
        found = G[:, self.H :] * self.through[t]
        found += G[:, : self.H]
        return found

    def activation(self, G: Rows) -> Rows:
        return G[:, self.H :]

    def back(self, t: int, G: Rows, memory: Rows) -> Rows:
        H, dz = self.H, np.empty((len(G), 4, self.H))
        np.multiply(memory[:, None], self.by_memory[t], out=dz[:, :3])
        np.multiply(G[:, H:], self.by_o[t], out=dz[:, 3])
        dz = dz.reshape(len(G), -1)
        np.multiply(memory, self.f[t], out=G[:, :H])
        G[:, H:] = dz @ self.W_a
        return dz


def backward(cell: Cell, trace: Trace) -> Backward:
    """The steps back along a trace (T, H) of that cell. Raises ValueError for a form that is not the course's."""
    if getattr(cell, "form", None) not in (None, GRUForm(), LSTMForm()):
        raise ValueError("only the course's own forms are written out here")
    return {"rnn": RNNBackward, "gru": GRUBackward, "lstm": LSTMBackward}[cell.kind](cell, trace)


def _before(c: np.ndarray, start: np.ndarray) -> np.ndarray:
    """c⟨t−1⟩ for every step t."""
    return np.concatenate([np.atleast_2d(start), c[:-1]])


def _arrays(*weights) -> list[np.ndarray]:
    return [weight.detach().numpy() for weight in weights]
