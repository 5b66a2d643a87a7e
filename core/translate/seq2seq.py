"""An encoder that reads both ways, or one, and a decoder that writes, with attention or without.

Encoder: a<t'> = (a→<t'>, a←<t'>), a bidirectional GRU. Decoder: s<t> = GRU([y<t−1>, c<t>], s<t−1>), where c<t> is what
attention gives, or, without attention, the same two last states (a→<T'>, a←<1>) at every step (Cho et al. 2014). An
encoder that reads one way leaves its last state alone: c = a<T'>, at every step, and s<0> = tanh(W_s c). Then
logits<t> = E tanh(W_o [s<t>, y<t−1>, c<t>]) + b, where E are the embeddings of the target's words.
The GRU is PyTorch's, with the reset gate after the product. All sentences of a batch have one source length.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import dropout, linear

from core.translate.attention import AdditiveAttention
from core.translate.forcing import AttentiveLoop, PlainLoop


@dataclass(frozen=True)
class Seq2SeqConfig:
    """Sizes: vocabularies, embedding E, encoder units H a direction, decoder units, attention's hidden layer.

    one_way: the encoder reads from the first word to the last, and only so.
    """

    source: int
    target: int
    embedding: int = 160
    encoder: int = 192
    decoder: int = 256
    energy: int = 128
    attention: bool = True
    dropout: float = 0.15
    one_way: bool = False

    @property
    def context(self) -> int:
        """Numbers of c: 2H, or H where one direction is read."""
        return self.encoder if self.one_way else 2 * self.encoder


@dataclass(frozen=True)
class Memory:
    """What the decoder may look at: a (B, T', 2H), U_a a + b (B, T', units) or None, and (a→<T'>, a←<1>) (B, 2H).

    One way: a (B, T', H) and a<T'> (B, H).
    """

    a: Tensor
    keys: Tensor | None
    ends: Tensor


class EncoderDecoder(nn.Module):
    """Source (B, T') and what was written so far (B, T) to logits of the next word (B, T, V)."""

    def __init__(self, config: Seq2SeqConfig) -> None:
        super().__init__()
        self.config = config
        E, H, S = config.embedding, config.encoder, config.decoder
        self.source_embedding = nn.Embedding(config.source, E)
        self.target_embedding = nn.Embedding(config.target, E)
        C = config.context
        self.encoder = nn.GRU(E, H, batch_first=True, bidirectional=not config.one_way)
        self.attention = AdditiveAttention(S, C, config.energy) if config.attention else None
        self.W_s = nn.Linear(H, S)
        self.W_y = nn.Linear(E, 3 * S, bias=False)
        self.W_c = nn.Linear(C, 3 * S)
        self.U_s = nn.Linear(S, 3 * S)
        self.W_o = nn.Linear(S + E + C, E)
        self.b_o = nn.Parameter(torch.zeros(config.target))
        for embedding in (self.source_embedding, self.target_embedding):
            nn.init.normal_(embedding.weight, std=E**-0.5)

    def encode(self, source: Tensor) -> tuple[Memory, Tensor]:
        """Source (B, T') -> memory, and the decoder's first state s<0> = tanh(W_s a←<1>) (B, S), one way tanh(W_s a<T'>)."""
        a, last = self.encoder(self._drop(self.source_embedding(source)))  # (B, T', 2H), (2, B, H)
        ends = torch.cat(tuple(last), -1)  # (B, 2H)
        a = self._drop(a)
        keys = self.attention.keys(a) if self.attention else None
        return Memory(a, keys, self._drop(ends)), torch.tanh(self.W_s(last[-1]))

    def look(self, s: Tensor, memory: Memory) -> tuple[Tensor, Tensor | None]:
        """c<t> (B, 2H) and, with attention, α<t> (B, T')."""
        if self.attention is None:
            return memory.ends, None
        return self.attention(s, memory.a, memory.keys)

    def advance(self, y: Tensor, c: Tensor, s: Tensor) -> Tensor:
        """s<t> from W_y y<t−1> (B, 3S), c<t> and s<t−1>: PyTorch's GRU."""
        r_x, u_x, n_x = (y + self.W_c(c)).chunk(3, -1)
        r_s, u_s, n_s = self.U_s(s).chunk(3, -1)
        n = torch.tanh(n_x + torch.sigmoid(r_x + r_s) * n_s)
        return n + torch.sigmoid(u_x + u_s) * (s - n)

    def forward(self, source: Tensor, written: Tensor) -> Tensor:
        """Teacher forcing: each step reads the true word before it, ``written`` begins with <BOS>. Logits (B, T, V)."""
        return self.project(self.hidden(source, written))

    def hidden(self, source: Tensor, written: Tensor) -> Tensor:
        """What the output layer reads at each step under teacher forcing: (B, T, E)."""
        memory, s = self.encode(source)
        y = self._drop(self.target_embedding(written))  # (B, T, E)
        x, s_weights = self.W_y(y), (self.U_s.weight, self.U_s.bias)
        if self.attention:
            weights = self.attention.W_a.weight, self.attention.v, self.W_c.weight, self.W_c.bias
            states, contexts = AttentiveLoop.apply(x, memory.a, memory.keys, s, *weights, *s_weights)
        else:
            contexts = memory.ends[:, None].expand(-1, written.shape[1], -1)
            states = PlainLoop.apply(x + self.W_c(memory.ends)[:, None], s, *s_weights)
        return self.read_out(self._drop(states), y, contexts)

    def read_out(self, s: Tensor, y: Tensor, c: Tensor) -> Tensor:
        """tanh(W_o [s<t>, y<t−1>, c<t>]): (…, S), (…, E), (…, 2H) -> (…, E)."""
        return self._drop(torch.tanh(self.W_o(torch.cat((s, y, c), -1))))

    def project(self, hidden: Tensor) -> Tensor:
        """Logits of the next word: (…, E) -> (…, V)."""
        return linear(hidden, self.target_embedding.weight, self.b_o)

    def _drop(self, x: Tensor) -> Tensor:
        return dropout(x, self.config.dropout, self.training)
