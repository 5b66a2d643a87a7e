"""The decoder one step at a time for many hypotheses of one sentence, with all that can be computed before.

What only depends on the source is multiplied once for the sentence, and what only depends on the word before once for
the whole vocabulary: W_c c⟨t⟩ = Σ α⟨t,t'⟩ W_c a⟨t'⟩, and the same for the context's part of W_o. The numbers are those
of `EncoderDecoder`, in another order of sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.translate.bpe import BOS, SPECIAL
from core.translate.seq2seq import EncoderDecoder, Memory

BEGIN = SPECIAL.index(BOS)


@dataclass(frozen=True)
class Tables:
    """What each word of the target gives: W_y y (V, 3S), and its part of W_o (V, E)."""

    gates: Tensor
    read_out: Tensor

    @classmethod
    def of(cls, model: EncoderDecoder) -> Tables:
        """Once for a model; 15 MB for 4,000 words."""
        _, W_oy, _ = _parts(model)
        y = model.target_embedding.weight
        return cls(model.W_y(y), y @ W_oy.t())


class DecoderStepper:
    """A `Stepper` over one encoded sentence; the state is s (n, S).

    ``seen`` (T',), if given, is false where attention may not look.
    """

    def __init__(
        self, model: EncoderDecoder, tables: Tables, memory: Memory, s: Tensor, seen: Tensor | None = None
    ) -> None:
        self.model, self.tables, self.s = model, tables, s
        self.W_os, _, W_oc = _parts(model)
        source = memory.a[0] if model.attention else memory.ends  # (T', 2H) or (1, 2H)
        self.gates = source @ model.W_c.weight.t()  # (T', 3S)
        self.read_out = source @ W_oc.t()  # (T', E)
        self.keys = memory.keys
        self.hidden_away = None if seen is None else torch.where(seen, 0.0, -torch.inf)

    def start(self) -> Tensor:
        """s⟨0⟩ (1, S)."""
        return self.s

    @torch.inference_mode()
    def step(self, state: Tensor, tokens: Tensor | None) -> tuple[Tensor, Tensor]:
        """Logits (n, V) and s⟨t⟩ (n, S) from s⟨t−1⟩ and y⟨t−1⟩ (n,); None stands for <BOS>."""
        model = self.model
        y = torch.full((len(state),), BEGIN) if tokens is None else tokens
        alpha = self._alpha(state)
        x = torch.addmm(model.W_c.bias, alpha, self.gates) + self.tables.gates[y]
        h = model.U_s(state)
        size = state.shape[-1]
        r, u = (x[:, : 2 * size] + h[:, : 2 * size]).sigmoid_().chunk(2, -1)
        n = torch.addcmul(x[:, 2 * size :], r, h[:, 2 * size :]).tanh_()
        s = torch.lerp(n, state, u)
        hidden = torch.addmm(model.W_o.bias, s, self.W_os.t()).addmm_(alpha, self.read_out) + self.tables.read_out[y]
        return model.project(hidden.tanh_()), s

    def _alpha(self, s: Tensor) -> Tensor:
        if self.model.attention is None:
            return torch.ones(len(s), 1)
        energies = self.model.attention.energies(s, self.keys)
        if self.hidden_away is not None:
            energies = energies + self.hidden_away
        return energies.softmax(-1)

    def reorder(self, state: Tensor, parents: Tensor) -> Tensor:
        """The states of these hypotheses."""
        return state[parents]


def _parts(model: EncoderDecoder) -> tuple[Tensor, Tensor, Tensor]:
    """W_o's columns for s, y and c."""
    c = model.config
    return model.W_o.weight.split((c.decoder, c.embedding, c.context), 1)
