"""Referees of the gradients: finite differences of the loss in double precision, and PyTorch's own clipping.

Nothing here takes a derivative: a unit of a state (or a part of an input) is moved a little to either side, the text is read on
from there by the cell's own steps, and the losses are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot

from core.recurrent import gradients, reach
from core.recurrent.model import SequenceModel
from core.recurrent.options import ReachKey
from core.recurrent.results.gradients import Reach
from core.recurrent.unroll import trace
from core.referees.results import Compared, numbers

STEP = 1e-5
SEEN = (1e-8, 1e8)  # smaller norms drown in the rounding of the losses, larger ones in that of the states


@torch.inference_mode()
def by_differences(model: SequenceModel, ids: Tensor, by: str, t: int, k: int, step: float = STEP) -> np.ndarray:
    """(L⟨t⟩ moved up − moved down) / 2 step for every unit of what is held at step k ≤ t: (H,), or by letter (E,).

    ids (T,) are what is read, with T > t + 1; the model is in double precision.
    """
    cell, V = model.cell, len(model.vocabulary)
    xs = one_hot(ids, V).to(model.W_ya.dtype)[:, None]  # (T, 1, V)
    size = V if by == "letter" else cell.units
    moves = torch.cat([torch.eye(size), -torch.eye(size)]).to(xs.dtype) * step  # (2 · size, size)
    state = cell.start(1)
    if (
        k
    ):  # the very states of the picture: where a network is chaotic, others that are rounded elsewhere lead elsewhere
        read = trace(cell, ids[:k])
        state = tuple(torch.from_numpy(getattr(read, name)[-1:]) for name in cell.states)
    state = tuple(part.expand(len(moves), -1) for part in state)
    x = xs[k].expand(len(moves), -1) + (moves if by == "letter" else 0)
    (now,) = cell.steps(x[None], state)
    output = getattr(now, cell.output)
    state = [getattr(now, name) for name in cell.states]
    if by != "letter":
        output, state = _moved(cell.kind, now, by, moves)
    rest = xs[k + 1 : t + 1].expand(-1, len(moves), -1)
    for one in cell.steps(rest, tuple(state)) if len(rest) else ():
        output = getattr(one, cell.output)
    losses = cross_entropy(model.logits(output), ids[t + 1].expand(len(moves)), reduction="none")
    return ((losses[:size] - losses[size:]) / (2 * step)).numpy()


def _moved(kind: str, now, by: str, moves: Tensor) -> tuple[Tensor, list[Tensor]]:
    """The output and the state of a step whose memory, or whose activation, is moved."""
    if kind != "lstm":
        value = (now.a if kind == "rnn" else now.c) + moves
        return value, [value]
    if by == "activation":
        return now.a + moves, [now.c, now.a + moves]
    c = now.c + moves
    a = now.gamma_o * torch.tanh(c)
    return a, [c, a]


def check(keys: Sequence[ReachKey], text: str, by: str, t: int, look: int) -> list[Compared]:
    """The norm at the letter that is looked at, at the newest and at the first, of each network; and a gradient clipped."""
    rows = []
    for key in keys:
        model, found = reach.model(key), reach.reach(key, text, by)
        ids = torch.tensor(model.vocabulary.encode(list(found.tokens)))
        for k in sorted({0, min(look, t), t}, reverse=True):
            norm = ours(found, t, k)
            theirs = by_differences(model, ids, by, t, k, STEP / max(1.0, norm))
            rows.append(_beside(f"{key.cell.upper()} ⟨t−{t - k}⟩", norm, float(np.linalg.norm(theirs))))
    return [*rows, clipped_by_torch((10.0, 1.0), 1.0)]


def _beside(name: str, ours: float, theirs: float) -> Compared:
    """Both numbers; where they are too small or too large for differences of numbers with sixteen digits, that is said instead."""
    least, most = SEEN
    if max(ours, theirs) < least or max(ours, theirs) > most:
        return Compared(name, ours, f"< {least:g}" if max(ours, theirs) < least else f"> {most:g}", "–")
    return numbers(name, ours, theirs)


def ours(found: Reach, t: int, k: int) -> float:
    """The norm as it is shown."""
    return float(10.0 ** found.log_norms[t, k])


def clipped_by_torch(g: Sequence[float], limit: float) -> Compared:
    """The norm of a clipped gradient beside that by ``torch.nn.utils.clip_grad_norm_``."""
    parameter = nn.Parameter(torch.zeros(len(g), dtype=torch.float64))
    parameter.grad = torch.tensor(g, dtype=torch.float64)
    nn.utils.clip_grad_norm_([parameter], limit)
    clipped = gradients.norm_of(gradients.clip_by_norm(np.array(g), limit))
    return numbers("‖ĝ‖", clipped, float(parameter.grad.norm()))
