"""RNN, GRU and LSTM cells in the notation of Andrew Ng's course *Sequence Models* (2018).

Letters: T steps, B batch, E inputs, H units. ``∗`` is elementwise. A weight matrix such as ``W_c`` has H rows and H+E
columns: it multiplies ``[a⟨t−1⟩, x⟨t⟩]``, state first. Inputs are vectors ``(T, B, E)`` or, for one-hot inputs, their
indices ``(T, B)``: then the product with x is the look-up of a column.

Every step returns all it computed, by name; nothing is kept on the cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from core.recurrent.cell import Cell, GRUStep, LSTMStep, Pins, RNNStep, check_layer, fill, hold, product

__all__ = ["Cell", "GRUCell", "GRUForm", "LSTMCell", "LSTMForm", "RNNCell"]


class RNNCell(Cell):
    """a⟨t⟩ = tanh(W_aa a⟨t−1⟩ + W_ax x⟨t⟩ + b_a). Elman 1990; Ng 2018, week 1."""

    kind, states, output = "rnn", ("a",), "a"

    def __init__(self, inputs: int, units: int, *, generator: torch.Generator | None = None) -> None:
        super().__init__(inputs, units)
        self.W_aa = self._weight(units, generator)
        self.W_ax = self._weight(inputs, generator)
        self.b_a = self._bias()

    @property
    def W_a(self) -> Tensor:
        """The concatenated form's matrix [W_aa | W_ax] (H, H+E): W_a [a⟨t−1⟩, x⟨t⟩] is the same sum."""
        return torch.cat([self.W_aa, self.W_ax], dim=1)

    def project(self, xs: Tensor) -> Tensor:
        return product(xs, self.W_ax, self.b_a)

    def matrices(self) -> tuple[Tensor, ...]:
        return (self.W_aa.t(),)

    def step(self, from_x: Tensor, state: tuple[Tensor, ...], matrices: tuple[Tensor, ...], pins: Pins) -> RNNStep:
        z = torch.addmm(from_x, state[0], matrices[0])
        return RNNStep(z, torch.tanh(z))

    @classmethod
    def from_torch(cls, layer: nn.RNN) -> RNNCell:
        """The same cell as a one-layer, one-direction ``torch.nn.RNN`` with tanh; its two biases are added up."""
        check_layer(layer)
        if layer.nonlinearity != "tanh":
            raise ValueError("only an RNN with tanh has this form")
        cell = cls(layer.input_size, layer.hidden_size).to(layer.weight_hh_l0.dtype)
        zero = torch.zeros(layer.hidden_size)
        fill(
            cell,
            W_aa=layer.weight_hh_l0,
            W_ax=layer.weight_ih_l0,
            b_a=layer.bias_ih_l0 + layer.bias_hh_l0 if layer.bias else zero,
        )
        return cell


@dataclass(frozen=True)
class GRUForm:
    """Which GRU.

    reset: ``before`` the product, as in Cho et al. 2014 and the course: c̃ = tanh(W_c [Γ_r ∗ c⟨t−1⟩, x⟨t⟩] + b_c);
    ``after`` it, as in PyTorch and cuDNN: c̃ = tanh(W_cx x⟨t⟩ + b_c + Γ_r ∗ (W_cc c⟨t−1⟩ + b_cc)); ``none``, the
    course's simplified GRU, which has no Γ_r; ``ignored``, the MISTAKE of computing Γ_r and leaving it out of c̃.
    update_keeps: Γ_u = 1 keeps the old memory (d2l's Z, PyTorch's z) instead of replacing it (the course).
    """

    reset: Literal["before", "after", "none", "ignored"] = "before"
    update_keeps: bool = False


class GRUCell(Cell):
    """c̃⟨t⟩ = tanh(W_c [Γ_r ∗ c⟨t−1⟩, x⟨t⟩] + b_c), c⟨t⟩ = Γ_u ∗ c̃⟨t⟩ + (1−Γ_u) ∗ c⟨t−1⟩. Cho et al. 2014; Ng 2018."""

    kind, states, output = "gru", ("c",), "c"

    def __init__(
        self,
        inputs: int,
        units: int,
        form: GRUForm = GRUForm(),
        *,
        reset_after: bool = False,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__(inputs, units)
        self.form = GRUForm("after", form.update_keeps) if reset_after else form
        self.W_u, self.b_u = self._weight(units + inputs, generator), self._bias()
        if self.form.reset != "none":
            self.W_r, self.b_r = self._weight(units + inputs, generator), self._bias()
        self.W_c, self.b_c = self._weight(units + inputs, generator), self._bias()
        if self.form.reset == "after":
            self.b_cc = self._bias()

    @property
    def reset_after(self) -> bool:
        """Whether Γ_r comes after the product with the state, as in PyTorch."""
        return self.form.reset == "after"

    def _gates(self) -> tuple[Tensor, Tensor]:
        """The gates' matrices, Γ_u above Γ_r, and their biases."""
        if self.form.reset == "none":
            return self.W_u, self.b_u
        return torch.cat([self.W_u, self.W_r]), torch.cat([self.b_u, self.b_r])

    def project(self, xs: Tensor) -> Tensor:
        W, b = self._gates()
        return product(xs, torch.cat([W, self.W_c])[:, self.units :], torch.cat([b, self.b_c]))

    def matrices(self) -> tuple[Tensor, ...]:
        gates, candidate = self._gates()[0][:, : self.units].t(), self.W_c[:, : self.units].t()
        if self.form.reset == "after":  # one product serves the gates and the candidate
            return (torch.cat([gates, candidate], dim=1),)
        return gates, candidate

    def step(self, from_x: Tensor, state: tuple[Tensor, ...], matrices: tuple[Tensor, ...], pins: Pins) -> GRUStep:
        (c,), H = state, self.units
        if self.form.reset == "after":
            from_c = c @ matrices[0]
            gates = torch.sigmoid(from_x[:, : 2 * H] + from_c[:, : 2 * H])
        else:
            gates = torch.sigmoid(torch.addmm(from_x[:, :-H], c, matrices[0]))
        gamma_u = hold(gates[:, :H], pins.get("gamma_u"))
        gamma_r = None if self.form.reset == "none" else hold(gates[:, H:], pins.get("gamma_r"))
        if self.form.reset == "after":
            c_tilde = torch.tanh(from_x[:, 2 * H :] + gamma_r * (from_c[:, 2 * H :] + self.b_cc))
        else:
            remembered = gamma_r * c if self.form.reset == "before" else c
            c_tilde = torch.tanh(torch.addmm(from_x[:, -H:], remembered, matrices[1]))
        new, old = (c, c_tilde) if self.form.update_keeps else (c_tilde, c)
        return GRUStep(gamma_u, gamma_r, c_tilde, gamma_u * new + (1 - gamma_u) * old)

    @classmethod
    def from_torch(cls, layer: nn.GRU) -> GRUCell:
        """The same cell as a one-layer, one-direction ``torch.nn.GRU``.

        PyTorch resets after the product, has an inner bias, and its z keeps: Γ_u = 1 − z, so W_u and b_u change sign.
        """
        check_layer(layer)
        H = layer.hidden_size
        cell = cls(layer.input_size, H, GRUForm("after")).to(layer.weight_hh_l0.dtype)
        W_r, W_z, W_n = torch.cat([layer.weight_hh_l0, layer.weight_ih_l0], dim=1).split(H)
        zeros = torch.zeros(3 * H)
        (bi_r, bi_z, bi_n) = (layer.bias_ih_l0 if layer.bias else zeros).split(H)
        (bh_r, bh_z, bh_n) = (layer.bias_hh_l0 if layer.bias else zeros).split(H)
        fill(cell, W_r=W_r, b_r=bi_r + bh_r, W_u=-W_z, b_u=-(bi_z + bh_z), W_c=W_n, b_c=bi_n, b_cc=bh_n)
        return cell


@dataclass(frozen=True)
class LSTMForm:
    """Which LSTM.

    peephole: the gates also see the memory, Γ_u and Γ_f that of t−1, Γ_o that of t (Gers et al. 2002).
    mistake: ``one_minus_forget``, c⟨t⟩ = Γ_u ∗ c̃⟨t⟩ + (1−Γ_f) ∗ c⟨t−1⟩, or ``tanh_candidate``, a⟨t⟩ = Γ_o ∗ tanh c̃⟨t⟩:
    both are in print, both are WRONG, and they are here to be seen.
    """

    peephole: bool = False
    mistake: Literal["none", "one_minus_forget", "tanh_candidate"] = "none"


class LSTMCell(Cell):
    """c⟨t⟩ = Γ_u ∗ c̃⟨t⟩ + Γ_f ∗ c⟨t−1⟩, a⟨t⟩ = Γ_o ∗ tanh c⟨t⟩. Hochreiter and Schmidhuber 1997; Gers et al. 2000."""

    kind, states, output = "lstm", ("c", "a"), "a"

    def __init__(
        self,
        inputs: int,
        units: int,
        form: LSTMForm = LSTMForm(),
        *,
        forget_bias: float = 1.0,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__(inputs, units)
        self.form = form
        for gate in "ufoc":
            setattr(self, f"W_{gate}", self._weight(units + inputs, generator))
            setattr(self, f"b_{gate}", self._bias())
        if form.peephole:
            self.p_u, self.p_f, self.p_o = self._bias(), self._bias(), self._bias()
        nn.init.constant_(self.b_f, forget_bias)  # Jozefowicz et al. 2015: start by remembering

    def _all(self) -> Tensor:
        return torch.cat([self.W_u, self.W_f, self.W_o, self.W_c])

    def project(self, xs: Tensor) -> Tensor:
        return product(xs, self._all()[:, self.units :], torch.cat([self.b_u, self.b_f, self.b_o, self.b_c]))

    def matrices(self) -> tuple[Tensor, ...]:
        return (self._all()[:, : self.units].t(),)

    def step(self, from_x: Tensor, state: tuple[Tensor, ...], matrices: tuple[Tensor, ...], pins: Pins) -> LSTMStep:
        (c, a), form = state, self.form
        z_u, z_f, z_o, z_c = torch.addmm(from_x, a, matrices[0]).split(self.units, dim=1)
        if form.peephole:
            z_u, z_f = z_u + self.p_u * c, z_f + self.p_f * c
        gamma_u = hold(torch.sigmoid(z_u), pins.get("gamma_u"))
        gamma_f = hold(torch.sigmoid(z_f), pins.get("gamma_f"))
        c_tilde = torch.tanh(z_c)
        c = gamma_u * c_tilde + (1 - gamma_f if form.mistake == "one_minus_forget" else gamma_f) * c
        gamma_o = hold(torch.sigmoid(z_o + self.p_o * c if form.peephole else z_o), pins.get("gamma_o"))
        a = gamma_o * torch.tanh(c_tilde if form.mistake == "tanh_candidate" else c)
        return LSTMStep(gamma_u, gamma_f, gamma_o, c_tilde, c, a)

    @classmethod
    def from_torch(cls, layer: nn.LSTM) -> LSTMCell:
        """The same cell as a one-layer, one-direction ``torch.nn.LSTM``; its two biases are added up."""
        check_layer(layer)
        if layer.proj_size:
            raise ValueError("an LSTM with a projection (proj_size) has another form")
        H = layer.hidden_size
        cell = cls(layer.input_size, H).to(layer.weight_hh_l0.dtype)
        W_u, W_f, W_c, W_o = torch.cat([layer.weight_hh_l0, layer.weight_ih_l0], dim=1).split(H)
        b = layer.bias_ih_l0 + layer.bias_hh_l0 if layer.bias else torch.zeros(4 * H)
        b_u, b_f, b_c, b_o = b.split(H)
        fill(cell, W_u=W_u, W_f=W_f, W_c=W_c, W_o=W_o, b_u=b_u, b_f=b_f, b_c=b_c, b_o=b_o)
        return cell
