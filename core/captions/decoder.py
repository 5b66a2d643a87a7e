"""Three recurrent decoders that write a sentence about the same grid of places.

A place i of the grid is a⟨i⟩ = N(W_a x⟨i⟩ + b_a), where N brings its numbers to mean 0 and deviation 1 (Ba, Kiros and Hinton
2016) and then to a learned scale; all of them together are v = (1/49) Σ_i a⟨i⟩. With y the embedding of the word before, a word
is ŷ⟨t⟩ = softmax(E m⟨t⟩ + b), where E is the table of embeddings itself, and

    start    the picture is the first input, in a word's place (Vinyals et al. 2015, CVPR, eq. 10 to 12):
             h⟨0⟩ = LSTM(W_v v), h⟨t⟩ = LSTM(y, h⟨t−1⟩), m⟨t⟩ = W_h h⟨t⟩
    every    words and picture meet after the recurrent layer (Mao et al. 2015, ICLR, section 3; their layer is a plain RNN):
             h⟨t⟩ = LSTM(y, h⟨t−1⟩), m⟨t⟩ = W_h h⟨t⟩ + W_z v
    attend   the decoder looks where it needs to, and as much as it needs to (Xu et al. 2015, ICML, eq. 4 to 6, section 4.2.1):
             α⟨t⟩ = softmax_i(uᵀ tanh(W_s h⟨t−1⟩ + W_k a⟨i⟩)), β⟨t⟩ = σ(W_β h⟨t−1⟩ + b_β), z⟨t⟩ = β⟨t⟩ Σ_i α⟨t,i⟩ a⟨i⟩,
             h⟨t⟩ = LSTM([y, z⟨t⟩], h⟨t−1⟩), m⟨t⟩ = W_h h⟨t⟩ + W_z z⟨t⟩; h⟨0⟩ and c⟨0⟩ are computed from v
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from core.captions.encoder import CHANNELS
from core.captions.options import ATTEND, BEGIN, SPECIAL, START

FIRST = SPECIAL.index(BEGIN)
State = tuple[Tensor, Tensor]  # h and c, (n, H) each


@dataclass(frozen=True)
class DecoderConfig:
    """Sizes. way: one of WAYS. words: V, the special ones among them. place: of a⟨i⟩; attention: of what tanh gives."""

    way: str
    words: int
    embedding: int = 320
    units: int = 400
    place: int = 320
    attention: int = 256
    dropout: float = 0.5
    channels: float = (
        0.3  # of the encoder's, dropped in training at all places alike: else an even light is the least noisy
    )


@dataclass(frozen=True)
class Looked:
    """What pictures give: places a (B, 49, D), keys W_k a (B, 49, A) or None, their mean v (B, D)."""

    a: Tensor
    keys: Tensor | None
    v: Tensor

    def of(self, rows: Tensor | slice) -> Looked:
        """The same for chosen pictures, some of them perhaps several times."""
        return Looked(self.a[rows], None if self.keys is None else self.keys[rows], self.v[rows])


class Decoder(nn.Module):
    """Grids and the words before -> the next word."""

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.config, self.way = config, config.way
        E, H, D, A = config.embedding, config.units, config.place, config.attention
        self.embedding = nn.Embedding(config.words, E)
        self.W_a, self.norm = nn.Linear(CHANNELS, D), nn.LayerNorm(D)
        self.lstm = nn.LSTMCell(E + D if self.way == ATTEND else E, H)
        self.W_h = nn.Linear(H, E)
        self.bias = nn.Parameter(torch.zeros(config.words))
        self.dropout, self.channels = nn.Dropout(config.dropout), nn.Dropout1d(config.channels)
        if self.way == START:
            self.W_v = nn.Linear(D, E)
        else:
            self.W_z = nn.Linear(D, E, bias=False)
        if self.way == ATTEND:
            self.W_s, self.W_k, self.u = nn.Linear(H, A), nn.Linear(D, A, bias=False), nn.Linear(A, 1, bias=False)
            self.W_beta, self.W_h0, self.W_c0 = nn.Linear(H, 1), nn.Linear(D, H), nn.Linear(D, H)
            nn.init.normal_(self.u.weight, std=2 * A**-0.5)
        nn.init.normal_(self.embedding.weight, std=E**-0.5)

    def look(self, grids: Tensor) -> Looked:
        """Grids as places (B, 49, 1280)."""
        a = self.norm(self.W_a(self.channels(grids.transpose(1, 2)).transpose(1, 2)))
        return Looked(a, self.W_k(a) if self.way == ATTEND else None, a.mean(1))

    def first(self, seen: Looked) -> State:
        """h⟨0⟩ and c⟨0⟩, (B, H) each."""
        if self.way == ATTEND:
            return torch.tanh(self.W_h0(seen.v)), torch.tanh(self.W_c0(seen.v))
        nothing = seen.v.new_zeros(len(seen.v), self.config.units)
        return (
            self.lstm(self.dropout(self.W_v(seen.v)), (nothing, nothing)) if self.way == START else (nothing, nothing)
        )

    def energies(self, h: Tensor, seen: Looked) -> Tensor:
        """How much a state (n, H) wants to look at each place, (n, 49): α is their softmax. All 0 where it doesn't look."""
        if self.way != ATTEND:
            return seen.a.new_zeros(seen.a.shape[:2])
        return self.u(torch.tanh(self.W_s(h)[:, None] + seen.keys))[..., 0]

    def beta(self, h: Tensor) -> Tensor:
        """How much of what is looked at is let in, (n, 1), from a state (n, H); 1 where there is no attention."""
        return torch.sigmoid(self.W_beta(h)) if self.way == ATTEND else h.new_ones(len(h), 1)

    def glance(self, alpha: Tensor, beta: Tensor, seen: Looked) -> Tensor:
        """z (n, D) = β Σ_i α⟨i⟩ a⟨i⟩ for shares (n, 49) and β (n, 1); v where there is no attention."""
        return beta * torch.bmm(alpha[:, None], seen.a)[:, 0] if self.way == ATTEND else seen.v

    def step(self, y: Tensor, state: State, z: Tensor) -> tuple[State, Tensor]:
        """From the word before (n, E), the state, and what is seen (n, D): the state, and m (n, E)."""
        h, c = self.lstm(torch.cat((y, z), -1) if self.way == ATTEND else y, state)
        return (h, c), self.merge(h, z)

    def merge(self, h: Tensor, z: Tensor) -> Tensor:
        """m (n, E)."""
        m = self.W_h(self.dropout(h))
        return m if self.way == START else m + self.W_z(self.dropout(z))

    def logits(self, m: Tensor) -> Tensor:
        """E m + b, (…, V)."""
        return m @ self.embedding.weight.t() + self.bias

    def forward(self, grids: Tensor, tokens: Tensor, owner: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Teacher forcing. Grids (B, 49, 1280); words before (n, T), the longest row first; the picture of each row (n,).

        Logits (Σ lengths, V), step by step as in a packed sequence, and α (n, T, 49), 0 where a row has ended.
        """
        seen = self.look(grids).of(owner)
        state, ys = self.first(seen), self.dropout(self.embedding(tokens))
        merged, alphas = [], []
        for t, y in enumerate(ys.unbind(1)):
            n = int((lengths > t).sum())
            state, seen = (state[0][:n], state[1][:n]), seen.of(slice(n))
            alpha = self.energies(state[0], seen).softmax(-1)
            state, m = self.step(y[:n], state, self.glance(alpha, self.beta(state[0]), seen))
            alphas.append(pad(alpha, (0, 0, 0, len(tokens) - n)))
            merged.append(m)
        return self.logits(self.dropout(torch.cat(merged))), torch.stack(alphas, 1)
