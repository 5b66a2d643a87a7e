"""A decoding with attention once more, by code that shares none of ours: PyTorch's GRU layers, scipy's softmax, loops.

The encoder is read by two one-way `torch.nn.GRU`, one of them over the reversed sentence; the decoder's step is
`torch.nn.GRUCell`; energies are added up position by position. All in float64.
"""

from __future__ import annotations

import numpy as np
import torch
from scipy.special import log_softmax, softmax
from torch import Tensor, nn

from core.referees.results import Compared, worst
from core.translate.results import Decoding
from core.translate.seq2seq import EncoderDecoder

BEGIN = 1


@torch.inference_mode()
def check(model: EncoderDecoder, source: list[int], found: Decoding, over_outputs: bool = False) -> list[Compared]:
    """Compare energies, α before and after an edit, contexts, states and log P with a recomputation along `found`.

    What an edit set by hand cannot be computed: α is compared where nothing was set, and contexts use what was used.
    """
    a = encode(model, source)
    cell = decoder(model)
    s = torch.tanh(linear(model.W_s, a[0, model.config.encoder :]))
    E = model.target_embedding.weight.double()
    theirs: dict[str, list[np.ndarray]] = {name: [] for name in ("energies", "alpha", "contexts", "states", "log_p")}
    y = BEGIN
    for t, token in enumerate(found.tokens):
        energies = _energies(model, s, a)
        theirs["energies"].append(energies)
        columns = np.stack(theirs["energies"])
        own = softmax(columns, axis=0)[-1] if over_outputs else softmax(energies)
        theirs["alpha"].append(own)
        c = sum(float(weight) * row for weight, row in zip(found.alpha[t], a, strict=True))
        s = cell(torch.cat((E[y], c))[None], s[None])[0]
        out = torch.tanh(linear(model.W_o, torch.cat((s, E[y], c))))
        logits = (E @ out + model.b_o.double()).numpy()
        theirs["contexts"].append(c.numpy())
        theirs["states"].append(s.numpy())
        theirs["log_p"].append(log_softmax(logits)[token])
        y = token
    ours = {
        "energies": found.energies,
        "alpha": found.own_alpha,
        "contexts": found.contexts,
        "states": found.states,
        "log_p": found.log_probabilities,
    }
    rows = [worst(name, values, np.stack(theirs[name])) for name, values in ours.items()]
    sums = found.alpha.astype(np.float64).sum(-1)
    return [*rows, worst("sum", sums, np.ones_like(sums))]


def encode(model: EncoderDecoder, source: list[int]) -> Tensor:
    """a (T', 2H) by two one-way layers; (T', H) by one, where one way is read."""
    x = model.source_embedding.weight.double()[source]
    sides = []
    for suffix in ("",) if model.config.one_way else ("", "_reverse"):
        layer = nn.GRU(x.shape[1], model.config.encoder, batch_first=True).double()
        for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
            getattr(layer, name).copy_(getattr(model.encoder, name + suffix))
        out = layer((x.flip(0) if suffix else x)[None])[0][0]
        sides.append(out.flip(0) if suffix else out)
    return torch.cat(sides, -1)


def decoder(model: EncoderDecoder) -> nn.GRUCell:
    """The decoder's GRU as PyTorch's cell over [y, c]."""
    size = model.config.decoder
    cell = nn.GRUCell(model.config.embedding + model.config.context, size).double()
    cell.weight_ih.copy_(torch.cat((model.W_y.weight, model.W_c.weight), -1))
    cell.bias_ih.copy_(model.W_c.bias)
    cell.weight_hh.copy_(model.U_s.weight)
    cell.bias_hh.copy_(model.U_s.bias)
    return cell


def _energies(model: EncoderDecoder, s: Tensor, a: Tensor) -> np.ndarray:
    """e of every position, one after the other."""
    W_a, U_a, v = model.attention.W_a, model.attention.U_a, model.attention.v.double()
    return np.array([float(torch.dot(v, torch.tanh(linear(W_a, s) + linear(U_a, row)))) for row in a])


def linear(layer: nn.Linear, x: Tensor) -> Tensor:
    y = layer.weight.double() @ x
    return y if layer.bias is None else y + layer.bias.double()
