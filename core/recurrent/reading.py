"""A model reads a text: every state on the way, and what it expected to come next."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import torch

from core.errors import UserError
from core.recurrent.cell import Cell
from core.recurrent.model import SequenceModel
from core.recurrent.results import WINDOW, Pin, Reading, Trace
from core.recurrent.unroll import pin_values, trace
from core.vocab import EOS, UNK

MAX_SYMBOLS = 5000
TOP = 10


def tokenize(model: SequenceModel, text: str) -> list[str]:
    """The text as the model's symbols, after the one that stands for the end of what came before.

    Raises UserError if nothing is left to read, or for a symbol that a model without <UNK> does not know.
    """
    vocabulary = model.vocabulary
    tokens = vocabulary.split(text)[:MAX_SYMBOLS]
    if UNK not in vocabulary.index and not set(tokens) <= vocabulary.index.keys():
        raise UserError("error.letters", letters=", ".join(vocabulary.symbols))
    if not tokens or not "".join(tokens).strip():
        raise UserError("error.text_empty")
    first = next((s for s in (EOS, "\n") if s in vocabulary.index), None)
    return tokens if first is None or tokens[0] == first else [first, *tokens]


@torch.inference_mode()
def read(model: SequenceModel, text: str, *, start: int = 0, pins: Sequence[Pin] = ()) -> Reading:
    """Read ``text`` and give the window of WINDOW steps that begins at ``start``; what comes after it is not read.

    Raises UserError if there is nothing to read.
    """
    tokens = tokenize(model, text)
    ids = torch.tensor(model.vocabulary.encode(tokens))
    start = max(0, min(start, len(tokens) - 1))
    window = slice(start, min(start + WINDOW, len(tokens)))
    xs = model.inputs(ids[: window.stop])
    held = pin_values(pins, window.stop, model.cell.units) or None
    whole = trace(model.cell, xs, pins=held)
    losses, top_ids, top_p = _expectations(model, whole, ids, window)
    return Reading(
        tokens=tuple(tokens[window]),
        ids=ids[window].numpy(),
        trace=_cut(whole, window),
        top_ids=top_ids,
        top_p=top_p,
        losses=losses[window].copy(),
        symbols=model.vocabulary.symbols,
        weights=cell_weights(model.cell),
        start=start,
        total=len(tokens),
        before=float(losses[:start].sum()),
        unknown=tuple(i for i, t in enumerate(tokens[window]) if t not in model.vocabulary.index),
        xs=xs[window].numpy() if model.config.embedding else None,
    )


def _expectations(
    model: SequenceModel, whole: Trace, ids: torch.Tensor, window: slice
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """L⟨t⟩ of every step read (T,), nan where nothing comes next; and the window's likeliest symbols (t, TOP) with P."""
    outputs = torch.from_numpy(np.ascontiguousarray(getattr(whole, whole.output)))
    log_p = torch.log_softmax(model.logits(outputs), dim=-1)
    losses, following = torch.full((len(whole),), float("nan")), ids[1 : len(whole) + 1]
    losses[: len(following)] = -log_p[torch.arange(len(following)), following]
    top = log_p[window].topk(min(TOP, log_p.shape[1]), dim=-1)
    return losses.numpy(), top.indices.numpy(), top.values.exp().numpy()


def _cut(whole: Trace, window: slice) -> Trace:
    """The trace of a window, a copy, whose initial states are those that the step before it left."""
    series = {name: values[window].copy() for name, values in whole.series.items()}
    names = [field.name for field in fields(whole)]
    states = {name: getattr(whole, name) for name in names if name.endswith("0")}
    if window.start:
        states = {name: getattr(whole, name[:-1])[window.start - 1].copy() for name in states}
    missing = {name: None for name in names if name not in series | states}
    return type(whole)(**series, **states, **missing)


def cell_weights(cell: Cell) -> dict[str, np.ndarray]:
    """A cell's weights by the course's letters."""
    return {name: p.detach().numpy() for name, p in cell.named_parameters()}


def with_form(model: SequenceModel, form: object) -> SequenceModel:
    """The same weights under another formula, for which they were not trained; weights that are missing are zeros."""
    changed = copy.deepcopy(model)
    fresh = type(model.cell)(model.cell.inputs, model.cell.units, form)
    own = dict(model.cell.named_parameters())
    with torch.no_grad():
        for name, parameter in fresh.named_parameters():
            parameter.copy_(own.get(name, torch.zeros_like(parameter)))
    changed.cell = fresh.eval().requires_grad_(False)
    return changed


def with_forget_bias(model: SequenceModel, shift: float) -> SequenceModel:
    """The same LSTM with ``shift`` added to every unit's b_f."""
    changed = copy.deepcopy(model)
    with torch.no_grad():
        changed.cell.b_f += shift
    return changed


def with_turned(model: SequenceModel, gate: str) -> SequenceModel:
    """The same weights with W and b of a gate ("f" or "u") negated: the gate is then 1 − Γ, as σ(−z) = 1 − σ(z)."""
    changed = copy.deepcopy(model)
    with torch.no_grad():
        getattr(changed.cell, f"W_{gate}").neg_()
        getattr(changed.cell, f"b_{gate}").neg_()
    return changed
