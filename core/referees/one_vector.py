"""One vector once more: PyTorch's GRU over the source, its cell for the decoder, and a plain run for each thing left out.

One-way `torch.nn.GRU` layers for a and c, `torch.nn.GRUCell` for s, PyTorch's log-softmax for log P. All in float64.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from core.referees.attention import BEGIN, decoder, encode, linear
from core.referees.results import Compared, numbers, worst
from core.translate.results import OneVector
from core.translate.seq2seq import EncoderDecoder
from core.translate.translator import Translator


@torch.inference_mode()
def check(name: str, text: str, found: OneVector) -> list[Compared]:
    """Compare a, c, s⟨0⟩, s⟨t⟩ and log P along `found`; how far c moves without the word that moves it most; and P of each
    piece without the number of c that changes one of them most. UserError as `Translator.read`."""
    translator = Translator.load(name)
    model, (_, ids) = translator.model, translator.read(text)
    a, c = _read(model, ids)
    first, states, log_p = _write(model, c, found.tokens)
    word = int(found.left_out.argmax())
    _, without = _read(model, [token for i, token in enumerate(ids) if i not in found.places[word]])
    number = int(np.abs(found.zeroed - np.exp(found.log_probabilities)).max(1).argmax())
    less = c.clone()
    less[number] = 0
    _, _, log_p_less = _write(model, less, found.tokens)
    return [
        worst("a", found.encoder, a.numpy()),
        worst("c", found.c, c.numpy()),
        worst("first_state", found.first_state, first.numpy()),
        worst("states", found.states, states.numpy()),
        worst("log_p", found.log_probabilities, log_p.numpy()),
        numbers("left_out", found.left_out[word], (c - without).norm() / c.norm()),
        worst("zeroed", found.zeroed[number], log_p_less.exp().numpy()),
    ]


def _read(model: EncoderDecoder, ids: Sequence[int]) -> tuple[Tensor, Tensor]:
    """a (T', C), and c (C,): the last state of each direction."""
    a = encode(model, list(ids))
    H = model.config.encoder
    return a, torch.cat((a[-1, :H], a[0, H:]))


def _write(model: EncoderDecoder, c: Tensor, tokens: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
    """s⟨0⟩ (S,), s⟨t⟩ (T, S) and log P (T,) of the tokens, one step after the other."""
    cell, E = decoder(model), model.target_embedding.weight.double()
    first = s = torch.tanh(linear(model.W_s, c[-model.config.encoder :]))
    states, log_p = [], []
    for y, token in zip((BEGIN, *tokens), tokens, strict=False):
        s = cell(torch.cat((E[y], c))[None], s[None])[0]
        out = torch.tanh(linear(model.W_o, torch.cat((s, E[y], c))))
        states.append(s)
        log_p.append(torch.log_softmax(E @ out + model.b_o.double(), 0)[token])
    return first, torch.stack(states), torch.stack(log_p)
