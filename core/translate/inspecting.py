"""A decoder's every number, step by step, and what an edited α makes of it. Bahdanau, Cho and Bengio 2015, A.2.2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.translate.attention import context
from core.translate.options import Edit
from core.translate.results import Energy
from core.translate.seq2seq import EncoderDecoder
from core.translate.stepper import BEGIN

TOP = 10  # next words kept at each step


@dataclass(frozen=True)
class Numbers:
    """What `results.Decoding` holds, before pieces are put to the indices; None where there is no attention."""

    tokens: tuple[int, ...]
    log_probabilities: np.ndarray
    energies: np.ndarray | None
    alpha: np.ndarray | None
    own_alpha: np.ndarray | None
    contexts: np.ndarray
    states: np.ndarray
    first_state: np.ndarray
    annotations: np.ndarray
    next_tokens: np.ndarray
    next_probabilities: np.ndarray


@torch.inference_mode()
def decode(
    model: EncoderDecoder,
    source: Sequence[int],
    end: int,
    max_length: int,
    *,
    given: Sequence[int] = (),
    edits: Sequence[Edit] = (),
    over_outputs: bool = False,
) -> Numbers:
    """Write the given tokens, then the likeliest word at each step until ``end``; α as edited at the edited steps.

    ``over_outputs`` makes the mistake: the softmax goes over the output steps t so far in place of the source's t'.
    """
    memory, s = model.encode(torch.tensor([source]))
    rows: dict[str, list[Tensor]] = {name: [] for name in ("e", "alpha", "own", "c", "s", "p")}
    tokens: list[int] = []
    first, y = s, BEGIN
    while len(tokens) < max_length and y != end:
        if model.attention:
            energies = model.attention.energies(s, memory.keys)
            rows["e"].append(energies[0])
            own = _over_outputs(rows["e"]) if over_outputs else energies[0].softmax(-1)
            alpha = _edited(own, len(tokens), edits)
            c = context(alpha[None], memory.a)
            rows["own"].append(own)
            rows["alpha"].append(alpha)
        else:
            c = memory.ends
        embedded = model.target_embedding(torch.tensor([y]))
        s = model.advance(model.W_y(embedded), c, s)
        log_p = model.project(model.read_out(s, embedded, c))[0].double().log_softmax(-1)
        y = given[len(tokens)] if len(tokens) < len(given) else int(log_p.argmax())
        tokens.append(y)
        for name, value in (("c", c[0]), ("s", s[0]), ("p", log_p)):
            rows[name].append(value)
    table = {name: torch.stack(values).numpy() if values else None for name, values in rows.items()}
    top = torch.from_numpy(table["p"]).topk(min(TOP, table["p"].shape[1]))
    return Numbers(
        tuple(tokens),
        table["p"][np.arange(len(tokens)), tokens],
        table["e"],
        table["alpha"],
        table["own"],
        table["c"],
        table["s"],
        first[0].numpy(),
        memory.a[0].numpy(),
        top.indices.numpy(),
        top.values.exp().numpy(),
    )


def _over_outputs(energies: list[Tensor]) -> Tensor:
    """exp e⟨t,t'⟩ / Σ over the steps s ≤ t of exp e⟨s,t'⟩: what a softmax along the wrong axis gives."""
    return torch.stack(energies).softmax(0)[-1]


def _edited(own: Tensor, step: int, edits: Sequence[Edit]) -> Tensor:
    """α of a step: the weights of the last edit that holds there, brought to the sum 1, or its own."""
    holding = [edit for edit in edits if edit.step == step or (edit.hold and edit.step < step)]
    if not holding:
        return own
    weights = torch.tensor(max(holding, key=lambda edit: edit.step).weights, dtype=own.dtype)
    if len(weights) != len(own) or not (weights >= 0).all() or not 0 < weights.sum() < torch.inf:
        raise ValueError(f"an edit has {len(own)} weights from 0 on, not all 0")
    return weights / weights.sum()


@torch.inference_mode()
def energy(model: EncoderDecoder, source: Sequence[int], s: np.ndarray, position: int) -> Energy:
    """e = v · tanh(W_a s + U_a a⟨t'⟩ + b) taken apart for one t', with s⟨t−1⟩ (S,). ValueError without attention."""
    if model.attention is None:
        raise ValueError("a model without attention has no energies")
    memory, _ = model.encode(torch.tensor([source]))
    query = model.attention.W_a(torch.from_numpy(s))
    key = memory.keys[0, position]
    hidden = torch.tanh(query + key)
    v = model.attention.v
    return Energy(query.numpy(), key.numpy(), hidden.numpy(), v.numpy(), float(hidden @ v))
