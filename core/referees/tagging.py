"""Referees of the tagger: PyTorch's own LSTM, sums over letters written out, and each beginning of the sentence read alone."""

from __future__ import annotations

import numpy as np
import torch

from core.recurrent.results.tagging import LABELS
from core.recurrent.tagger import Tagger
from core.recurrent.tagging_network import NO_LETTER, WIDTH, TaggerNetwork, letter_ids
from core.referees.recurrent import torch_layer
from core.referees.results import Compared, worst


def check(text: str, name: str = "forward") -> list[Compared]:
    """What the tagger says of a text. UserError where there is no word in it."""
    model = Tagger.load(name)
    found = model.tag(text)
    logits = torch_logits(model, found.words)
    compared = [
        worst("ŷ", found.probabilities, logits.softmax(-1).numpy()),
        worst("W_y a + b_y", found.logits, logits.numpy()),
        worst("x", model.inputs(found.words)[:, -len(model.network.b_f) :].numpy(), by_letters(model, found.words)),
    ]
    if model.network.backward_cell is None:
        alone = [model.tag(found.words[: t + 1]).probabilities[-1] for t in range(len(found.words))]
        compared.append(worst("ŷ, t words alone", found.probabilities, np.array(alone)))
    return compared


@torch.no_grad()
def torch_logits(model: Tagger, words: tuple[str, ...]) -> torch.Tensor:
    """Logits (T, K) by ``torch.nn.LSTM`` and ``torch.nn.Linear`` with the same weights."""
    network: TaggerNetwork = model.network
    x = model.inputs(words)
    states = [torch_layer(network.forward_cell)(x)[0]]
    if network.backward_cell is not None:
        states.append(torch_layer(network.backward_cell)(x.flip(0))[0].flip(0))
    layer = torch.nn.Linear(network.W_y.shape[1], len(LABELS), dtype=x.dtype)
    layer.load_state_dict({"weight": network.W_y, "bias": network.b_y})
    return layer(torch.cat(states, -1))


def by_letters(model: Tagger, words: tuple[str, ...]) -> np.ndarray:
    """What the filters say (T, F), one word and one place after the other, with what stands beyond a word as zeros."""
    network = model.network
    C, W, b = (weight.numpy() for weight in (network.C, network.W_f, network.b_f))
    rows = []
    for ids in letter_ids(network.config, words).tolist():
        vectors = [C[i] if i != NO_LETTER else np.zeros(C.shape[1]) for i in ids]
        sums = [
            sum((W[:, :, k] @ vectors[place + k] for k in range(WIDTH)), start=b)
            for place in range(len(ids) - WIDTH + 1)
        ]
        rows.append(np.maximum(np.max(sums, axis=0), 0))
    return np.array(rows)
