"""A caption once more, by code that shares none of ours: PyTorch's LSTM layer, scipy's softmax, sums written out, in float64."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import torch
from scipy.special import expit, log_softmax, softmax
from torch import Tensor, nn

from core.captions.decoder import FIRST, Decoder
from core.captions.options import ATTEND, EVERY, START
from core.captions.results import Written
from core.captions.writing import NEVER
from core.referees.results import Compared, numbers, worst

if TYPE_CHECKING:
    from core.captions.captioner import Captioner


@torch.inference_mode()
def check(captioner: Captioner, grid: np.ndarray, written: Written) -> list[Compared]:
    """Names: energies and alpha (of a decoder that looks around), z, log_p, sum, light.

    Where the light was held, α is not compared, and z is of the α that was held. light: what each step's α add up to.
    """
    decoder = captioner.decoder
    w = {name: value.double().numpy() for name, value in decoder.state_dict().items()}
    a = np.einsum("pc,dc->pd", np.asarray(grid, np.float64), w["W_a.weight"]) + w["W_a.bias"]
    a = (a - a.mean(1, keepdims=True)) / np.sqrt(a.var(1, keepdims=True) + decoder.norm.eps)
    a = a * w["norm.weight"] + w["norm.bias"]
    v, lstm = a.sum(0) / len(a), layer(decoder)
    h, c = first(decoder, w, v, lstm)
    theirs: dict[str, list] = {"energies": [], "alpha": [], "z": [], "log_p": []}
    before = FIRST
    for t, token in enumerate(written.tokens):
        energies = np.zeros(len(a))
        if decoder.way == ATTEND:
            wanted = w["W_s.weight"] @ h + w["W_s.bias"]
            energies = np.array([w["u.weight"][0] @ np.tanh(wanted + w["W_k.weight"] @ place) for place in a])
        own = softmax(energies)
        alpha = own if written.pinned[t] < 0 else written.alpha[t].astype(np.float64)
        z = sum(share * place for share, place in zip(alpha, a, strict=True))
        if decoder.way == ATTEND:
            z = expit(w["W_beta.weight"][0] @ h + w["W_beta.bias"][0]) * z
        y = w["embedding.weight"][before]
        h, c = forward(lstm, np.concatenate((y, z)) if decoder.way == ATTEND else y, h, c)
        m = w["W_h.weight"] @ h + w["W_h.bias"] + (0 if decoder.way == START else w["W_z.weight"] @ z)
        logits = w["embedding.weight"] @ m + w["bias"]
        logits[list(NEVER)] = -np.inf
        for name, value in (("energies", energies), ("alpha", own), ("z", z), ("log_p", log_softmax(logits)[token])):
            theirs[name].append(value)
        before = token
    free = written.pinned < 0
    rows = [
        worst("z", written.z, np.stack(theirs["z"])),
        worst("log_p", written.log_probabilities, np.stack(theirs["log_p"])),
    ]
    if decoder.way == ATTEND:
        rows.insert(0, worst("energies", written.energies, np.stack(theirs["energies"])))
        if free.any():
            rows.insert(1, worst("alpha", written.alpha[free], np.stack(theirs["alpha"])[free]))
    total = written.alpha.astype(np.float64).sum(-1)
    rows.append(numbers("sum", written.log_probability, math.fsum(theirs["log_p"])))
    return [*rows, worst("light", total, np.ones_like(total))]


def layer(decoder: Decoder) -> nn.LSTM:
    """PyTorch's layer with the decoder's weights."""
    cell = decoder.lstm
    made = nn.LSTM(cell.input_size, cell.hidden_size, batch_first=True).double()
    for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
        getattr(made, f"{name}_l0").copy_(getattr(cell, name))
    return made


def first(decoder: Decoder, w: dict[str, np.ndarray], v: np.ndarray, lstm: nn.LSTM) -> tuple[np.ndarray, np.ndarray]:
    """h⟨0⟩ and c⟨0⟩."""
    nothing = np.zeros(decoder.config.units)
    if decoder.way == ATTEND:
        h, c = (np.tanh(w[f"W_{name}0.weight"] @ v + w[f"W_{name}0.bias"]) for name in ("h", "c"))
        return h, c
    if decoder.way == EVERY:
        return nothing, nothing
    return forward(lstm, w["W_v.weight"] @ v + w["W_v.bias"], nothing, nothing)


def forward(lstm: nn.LSTM, x: np.ndarray, h: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One step."""
    state: tuple[Tensor, Tensor] = (torch.from_numpy(h)[None, None], torch.from_numpy(c)[None, None])
    _, (h_next, c_next) = lstm(torch.from_numpy(x)[None, None], state)
    return h_next[0, 0].numpy(), c_next[0, 0].numpy()
