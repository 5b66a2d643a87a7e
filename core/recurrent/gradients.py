"""How far back learning reaches: the gradient of one loss by every earlier state, and gradients that are clipped.

∂L⟨t⟩/∂a⟨k⟩ = ∂L⟨t⟩/∂a⟨t⟩ · Π_{k<j≤t} ∂a⟨j⟩/∂a⟨j−1⟩ (Bengio et al. 1994; Pascanu et al. 2013, equation 5). Here by PyTorch's
autograd, in one backward pass through the unrolled graph, for any cell and any loss; `core.recurrent.reach` has the same for
all losses of a text at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import one_hot

from core.recurrent.cell import Cell, is_index
from core.recurrent.results.gradients import Clipped

By = Literal["state", "activation", "letter"]
Gradient = np.ndarray | Sequence[np.ndarray]


def influence(
    cell: Cell, xs: np.ndarray | Tensor, loss_of: Callable[[Tensor], Tensor], step: int, by: By = "state"
) -> np.ndarray:
    """Norms (T,) of ∂L⟨step⟩ by each state: a of an RNN, c of a GRU and an LSTM; 0 after the step. As `by_unit` takes it."""
    return np.linalg.norm(by_unit(cell, xs, loss_of, step, by), axis=1)


def by_unit(
    cell: Cell, xs: np.ndarray | Tensor, loss_of: Callable[[Tensor], Tensor], step: int, by: By = "state"
) -> np.ndarray:
    """∂L⟨step⟩ by each unit of each state, (T, H); by letter, by each part of each input, (T, E).

    xs: (T, E), or indices (T,) of one-hot vectors. loss_of: what the cell gives at the step (H,) -> scalar.
    by: ``state`` is what goes from step to step, the memory; ``activation`` what the layer above sees (of an LSTM a: by it
    alone an LSTM looks as if it forgot); ``letter`` the input. Raises ValueError for a step that is not there.
    """
    xs = torch.as_tensor(xs)
    if not 0 <= step < len(xs):
        raise ValueError(f"there is no step {step} in a sequence of {len(xs)}")
    dtype = next(cell.parameters()).dtype
    vectors = one_hot(xs.long(), cell.inputs) if is_index(xs) else xs
    vectors = vectors[: step + 1].to(dtype).clone().requires_grad_()
    with torch.enable_grad():
        steps = list(cell.steps(vectors[:, None]))
        loss = loss_of(getattr(steps[-1], cell.output)[0])
        name = cell.states[0] if by == "state" else cell.output
        nodes = [vectors] if by == "letter" else [getattr(one, name) for one in steps]
        found = torch.autograd.grad(loss, nodes)
    rows = found[0] if by == "letter" else torch.cat(found)
    return np.concatenate([rows.numpy(), np.zeros((len(xs) - step - 1, rows.shape[1]), rows.numpy().dtype)])


def clip_by_norm(g: Gradient, limit: float) -> Gradient:
    """g · min(1, limit / ‖g‖): no longer than the limit, in the same direction. Pascanu et al. 2013, algorithm 1.

    g: an array, or several whose norm is taken together, as of all weights of a network.
    """
    norm = norm_of(g)
    share = min(1.0, limit / norm) if norm > 0 else 1.0
    return g * share if isinstance(g, np.ndarray) else [part * share for part in g]


def clip_by_value(g: Gradient, limit: float) -> Gradient:
    """Each part of g cut to ±limit by itself, which may turn it. Mikolov 2012, section 3.3."""
    return g.clip(-limit, limit) if isinstance(g, np.ndarray) else [part.clip(-limit, limit) for part in g]


def norm_of(g: Gradient) -> float:
    """‖g‖, over all parts together."""
    parts = [g] if isinstance(g, np.ndarray) else g
    return math.sqrt(sum(float(np.square(part.astype(np.float64)).sum()) for part in parts))


def three_ways(g: Sequence[float], limit: float) -> dict[str, Clipped]:
    """A gradient as it is, clipped by its norm and by value."""
    g = np.asarray(g, dtype=np.float64)
    ways = {"as_it_is": g, "by_norm": clip_by_norm(g, limit), "by_value": clip_by_value(g, limit)}
    return {name: Clipped(tuple(way.tolist()), norm_of(way), direction(way)) for name, way in ways.items()}


def direction(g: np.ndarray) -> float | None:
    """The angle of a gradient of two parts to its first axis, in degrees; None for another number of parts, and for 0."""
    return math.degrees(math.atan2(g[1], g[0])) if len(g) == 2 and norm_of(g) else None


def per_letter(log_here: float, log_there: float, distance: int) -> float:
    """The mean factor a letter, from two log₁₀ of norms and how far they are apart: there = here · factor^distance."""
    return 10 ** ((log_there - log_here) / distance) if distance else 1.0
