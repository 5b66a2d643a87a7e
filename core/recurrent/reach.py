"""How far back every loss of a text reaches, in the three cells: one walk back over all steps, a row a loss.

All in double precision, whatever the weights were trained in: what float32 rounds away is still to be seen.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from core import checkpoints
from core.recurrent import shipped
from core.recurrent.backward import Backward, backward
from core.recurrent.beside import agreement
from core.recurrent.gradients import By, by_unit, norm_of
from core.recurrent.model import SequenceModel
from core.recurrent.nested import BRACKETS, CLOSERS, QUOTES
from core.recurrent.options import REACH_LETTERS, ReachKey
from core.recurrent.reading import tokenize
from core.recurrent.results import GRUTrace, LSTMTrace, Trace
from core.recurrent.results.gradients import ROUNDED, Cured, RadiusView, Reach
from core.recurrent.unroll import trace

LEAST = 1e-150  # a norm is not said to be less
OPENERS = (*BRACKETS, *QUOTES)


@lru_cache(maxsize=32)
def model(key: ReachKey) -> SequenceModel:
    """The network in double precision, read-only: as it was trained or as it was before its first step, at that radius."""
    name = f"nested_{key.cell}"
    made = copy.deepcopy(shipped.load(name))
    if key.weights == "fresh":  # the very weights with which the training began
        generator = torch.Generator().manual_seed(checkpoints.card(name)["seed"])
        made = SequenceModel(made.config, generator=generator)
    made = made.double().eval().requires_grad_(False)
    if key.radius and key.cell == "rnn":
        made.cell.W_aa *= key.radius / spectral_radius(made.cell.W_aa)
    return made


def spectral_radius(W: Tensor) -> float:
    """The largest |eigenvalue| of a square matrix."""
    return float(torch.linalg.eigvals(W).abs().max())


@lru_cache(maxsize=64)
def radius_of(key: ReachKey) -> float:
    """The spectral radius of that RNN's W_aa."""
    return spectral_radius(model(key).cell.W_aa)


def tokens_of(text: str) -> tuple[list[str], bool]:
    """What is read of a text, after the end of what came before, and whether it is all. Raises UserError for nothing to read."""
    read = tokenize(model(ReachKey("rnn")), text)
    return read[: REACH_LETTERS + 1], len(read) <= REACH_LETTERS + 1


def reach(key: ReachKey, text: str, by: By = "state") -> Reach:
    """The gradients of every loss of the text by every earlier step. Raises UserError for nothing to read."""
    tokens, is_all = tokens_of(text)
    made = model(key)
    ids = torch.tensor(made.vocabulary.encode(tokens))
    read = trace(made.cell, ids[:-1])
    first, chances = errors(made, read, ids)
    norms = walk_back(backward(made.cell, read), first, by)
    return Reach(
        kind=made.cell.kind,
        by=by,
        units=made.cell.units,
        tokens=tuple(tokens),
        log_norms=np.log10(norms.clip(LEAST)),
        kept=kept(read),
        chances=chances,
        lost=lost_from(norms),
        radius=radius_of(key) if made.cell.kind == "rnn" else None,
        is_all=is_all,
    )


def kept(read: Trace) -> np.ndarray | None:
    """The mean over the units of what a memory is multiplied by at each step: Γ_f of an LSTM, 1 − Γ_u of a GRU; None for an RNN."""
    if isinstance(read, LSTMTrace):
        return read.gamma_f.mean(axis=1)
    return 1 - read.gamma_u.mean(axis=1) if isinstance(read, GRUTrace) else None


def errors(made: SequenceModel, read: Trace, ids: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """∂L⟨t⟩ by what the cell gives at t, W_yaᵀ (ŷ⟨t⟩ − y⟨t⟩), as a row of the state (T, S); and ŷ of what came (T,)."""
    outputs = torch.from_numpy(np.ascontiguousarray(getattr(read, read.output)))
    p = torch.softmax(made.logits(outputs), dim=-1)
    steps = torch.arange(len(p))
    chances = p[steps, ids[1:]].numpy().copy()
    p[steps, ids[1:]] -= 1
    out = (p @ made.W_ya).numpy()
    return (np.concatenate([np.zeros_like(out), out], axis=1) if made.cell.kind == "lstm" else out), chances


def walk_back(steps: Backward, first: np.ndarray, by: By) -> np.ndarray:
    """‖∂L⟨t⟩/∂ state⟨k⟩‖ (T, T), nan for k > t, from each loss's own gradient, first (T, S): all walk back together."""
    T = len(first)
    squares, G = np.full((T, T), np.nan), first.copy()
    for k in range(T - 1, -1, -1):
        held = G[k:]
        memory = steps.memory(k, held)
        if by != "letter":
            squares[k:, k] = _squared(memory if by == "state" else steps.activation(held))
        dz = steps.back(k, held, memory)
        if by == "letter":
            squares[k:, k] = _squared(steps.letter(dz))
    return np.sqrt(squares)


def _squared(rows: np.ndarray) -> np.ndarray:
    """‖row‖² of each."""
    return np.einsum("ij,ij->i", rows, rows)


def lost_from(norms: np.ndarray) -> np.ndarray:
    """For each loss from how many letters back on every norm is less than `ROUNDED` of the newest; −1 for nowhere.

    norms (T, T): row t, column k, of which those with k > t are nothing.
    """
    steps = np.arange(len(norms))
    with np.errstate(invalid="ignore"):  # nan after the loss: nothing is less
        oldest = (~(norms < ROUNDED * norms[steps, steps, None])).argmax(axis=1)
    return np.where(oldest > 0, steps - oldest + 1, -1)


def place_to_pin(text: str) -> int:
    """A letter to begin with, by its place in `tokens_of`: the first of the verb that agrees with the first noun, else the last
    mark that closes another, else the last letter."""
    tokens, _ = tokens_of(text)
    place = agreement(text)
    if place is not None and _shift(text) + place[1] < len(tokens):
        return _shift(text) + place[1]
    closing = [i for i, token in enumerate(tokens) if token in CLOSERS and i > 1]
    return closing[-1] if closing else len(tokens) - 1


def place_to_look(text: str) -> int:
    """A letter before that one to look at: the last of the first noun, else the first mark, else the first letter."""
    tokens, _ = tokens_of(text)
    place, last = agreement(text), place_to_pin(text) - 1
    marks = [i for i, token in enumerate(tokens) if token in OPENERS]
    wished = _shift(text) + place[0] if place is not None else marks[0] if marks else 1
    return min(wished, last)


def _shift(text: str) -> int:
    """How many symbols are read before the text's own first one."""
    return int(not text.startswith("\n"))


def loss_of(made: SequenceModel, following: int) -> Callable[[Tensor], Tensor]:
    """What the cell gives (H,) -> −log ŷ of the symbol that comes next, by its index."""
    return lambda output: -torch.log_softmax(made.logits(output), dim=-1)[following]


def units_of(key: ReachKey, text: str, t: int) -> np.ndarray:
    """∂L⟨t⟩ by each unit of the memory at steps t, t − 1, … 0: (t + 1, H), the newest first."""
    made = model(key)
    ids = torch.tensor(made.vocabulary.encode(tokens_of(text)[0]))
    return by_unit(made.cell, ids[: t + 1], loss_of(made, int(ids[t + 1])), t)[::-1].copy()


def carriers(g: np.ndarray, share: float = 0.9) -> list[int]:
    """The fewest units that together hold that share of ‖g‖² (H,), the largest first."""
    squares = np.square(g)
    order = np.argsort(-squares, kind="stable")
    needed = int(np.searchsorted(np.cumsum(squares[order]), share * squares.sum())) + 1
    return order[:needed].tolist()


def of_radius(key: ReachKey, text: str, t: int) -> RadiusView:
    """What an RNN's radius promises for loss t of the text, and what comes of it."""
    made = model(key)
    ids = torch.tensor(made.vocabulary.encode(tokens_of(text)[0]))
    read = trace(made.cell, ids[:-1])
    W, g, radius = made.cell.W_aa.numpy(), errors(made, read, ids)[0][t], radius_of(key)
    factors = (1 - read.a[1 : t + 1, :, None] ** 2) * W  # diag(1 − (a⟨j⟩)²) W_aa for j = 1 … t
    products, gradients = [np.eye(len(W))], [g]
    for factor in factors[::-1]:
        products.append(products[-1] @ factor)
        gradients.append(gradients[-1] @ factor)
    lengths = np.linalg.norm(gradients, axis=1)
    return RadiusView(
        radius=radius,
        promised=radius ** np.arange(t + 1.0),
        product=_largest(np.stack(products)),
        gradient=lengths / lengths[0],
        factor=np.append(_largest(factors[::-1]), np.nan),
    )


def _largest(matrices: np.ndarray) -> np.ndarray:
    """The largest singular value of each (n, H, H) -> (n,)."""
    return np.linalg.norm(matrices, 2, axis=(1, 2)) if len(matrices) else np.empty(0)


def cured(key: ReachKey, text: str, t: int, limit: float) -> Cured:
    """Loss t's gradient by all weights, clipped by its norm: what each distance gives to W_a of an RNN, before and after.

    The part of step k is ∂L⟨t⟩/∂z⟨k⟩ [a⟨k−1⟩, x⟨k⟩]ᵀ, whose norm is that of the two vectors multiplied; x is one-hot. Clipping by
    the norm multiplies all parts by the same number.
    """
    made = model(key)
    ids = torch.tensor(made.vocabulary.encode(tokens_of(text)[0]))
    read = trace(made.cell, ids[:-1])
    steps, G, parts = backward(made.cell, read), errors(made, read, ids)[0][t : t + 1].copy(), []
    for k in range(t, -1, -1):
        dz, before = steps.back(k, G, G), read.a[k - 1] if k else read.a0
        parts.append(float(np.linalg.norm(dz) * np.sqrt(before @ before + 1)))
    norm = _of_all_weights(made, ids[: t + 2])
    share = min(1.0, limit / norm)
    return Cured(np.array(parts), np.array(parts) * share, norm, norm * share)


def _of_all_weights(made: SequenceModel, ids: Tensor) -> float:
    """The norm of the gradient of the last symbol's loss by all weights, by autograd."""
    trained = copy.deepcopy(made).requires_grad_()
    with torch.enable_grad():
        logits, _ = trained(ids[:-1, None])
        loss = torch.nn.functional.cross_entropy(logits[-1], ids[-1:])
        return norm_of([g.numpy() for g in torch.autograd.grad(loss, list(trained.parameters()))])
