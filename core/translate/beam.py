"""Beam search over any model of the next word, with everything it looked at. Sutskever et al. 2014, section 3.2.

At each step every hypothesis of the beam is gone on with by every word, and the best of all these are kept: as many as
the width, less the hypotheses that have ended before. A hypothesis that ends leaves the beam and makes it narrower, so
the search ends when as many as the width have ended, or at the greatest length. Only a whole output is an answer; where
none ended in time, those that were cut are given instead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from core.translate.options import BeamConfig
from core.translate.results import BeamStep, BeamTrace, Finished

NextLogProbs = Callable[[list[tuple[int, ...]]], Any]  # prefixes -> log-probabilities (n, V)

__all__ = ["BeamConfig", "NextLogProbs", "Stepper", "search", "search_stepper"]


class Stepper(Protocol):
    """A model with a state for each hypothesis."""

    def start(self) -> Any:
        """The state before the first word, of one hypothesis."""

    def step(self, state: Any, tokens: Tensor | None) -> tuple[Tensor, Any]:
        """Read the last word of each hypothesis (n,), None at the beginning: logits (n, V) of the next, and the state."""

    def reorder(self, state: Any, parents: Tensor) -> Any:
        """The state with the hypotheses chosen (m,), in that order; one may come several times."""


def search(next_log_probs: NextLogProbs, config: BeamConfig) -> BeamTrace:
    """Search with a function from prefixes (tuples of tokens, at first the empty one) to log-probabilities (n, V)."""
    return search_stepper(_Prefixes(next_log_probs), config, normalised=True)


def search_stepper(stepper: Stepper, config: BeamConfig, *, normalised: bool = False) -> BeamTrace:
    """Search with a model that has a state. ``normalised``: it gives log-probabilities, no logits.

    ValueError if the width or the greatest length is below 1.
    """
    if config.width < 1 or config.max_length < 1:
        raise ValueError(f"width and max_length are at least 1, not {config.width} and {config.max_length}")
    state, tokens = stepper.start(), None
    rows, totals = np.array([-1]), np.zeros(1)  # of the beam: where each hypothesis stands in the step before, log P
    steps: list[BeamStep] = []
    room = config.width
    while len(rows) and len(steps) < config.max_length:
        logits, state = stepper.step(state, tokens)
        step, parents = _step(torch.as_tensor(logits), rows, totals, room, config, normalised)
        steps.append(step)
        rows = (step.kept & ~step.ended).nonzero()[0]
        room -= int(np.count_nonzero(step.ended))
        totals, tokens = step.total[rows], torch.from_numpy(step.token[rows])
        if config.width > 1:  # a single hypothesis stays where it is
            state = stepper.reorder(state, torch.from_numpy(parents[rows]))
    trace = BeamTrace(tuple(steps), (), config.n_best)
    return BeamTrace(trace.steps, tuple(_finished(trace, config)), config.n_best)


def _step(
    logits: Tensor, rows: np.ndarray, totals: np.ndarray, room: int, config: BeamConfig, normalised: bool
) -> tuple[BeamStep, np.ndarray]:
    """The candidates of one step, and for each the place of its parent in the beam."""
    pruned = config.width if config.pruned is None else config.pruned
    n, size = logits.shape
    log_p = logits if normalised else logits.log_softmax(-1)
    parents, token, own = _candidates(log_p, totals, room + pruned)
    total = totals[parents] + own
    if len(totals) > 1:
        place = np.argsort(-total, kind="stable")
        parents, token, own, total = parents[place], token[place], own[place], total[place]
    if total[-1] == -np.inf:  # what cannot be is no candidate
        possible = total > -np.inf
        parents, token, own, total = parents[possible], token[possible], own[possible], total[possible]
    kept = min(room, len(total))
    is_kept = np.arange(len(total)) < kept
    step = BeamStep(
        parent=rows[parents],
        token=token,
        log_probability=own,
        total=total,
        kept=is_kept,
        ended=is_kept & (token == config.end),
        below=np.where(is_kept, 0.0, total[kept - 1] - total) if kept else total,
        room=room,
        of=n * size,
    )
    return step, parents


def _candidates(log_p: Tensor, totals: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The ``count`` best of all candidates and the two best of each parent: parent, token, log-probability.

    Of one hypothesis best first; of several in rising order of parent and token, so that ties fall the same way always.
    """
    n, size = log_p.shape
    if n == 1:
        values, token = log_p[0].topk(min(size, max(count, 2)))
        return np.zeros(len(token), dtype=np.int64), token.numpy(), values.numpy().astype(np.float64)
    added = log_p + torch.from_numpy(totals)[:, None].to(log_p.dtype)
    best = added.view(-1).topk(min(n * size, max(count, 2))).indices.numpy()
    each = log_p.topk(min(size, 2), dim=-1).indices.numpy() + size * np.arange(n)[:, None]
    chosen = np.union1d(best, each)
    parents, token = np.divmod(chosen, size)
    return parents, token, log_p.reshape(-1)[torch.from_numpy(chosen)].double().numpy()


def _finished(trace: BeamTrace, config: BeamConfig) -> list[Finished]:
    """What ended, best first; what was cut, if nothing ended."""
    out = []
    for t, step in enumerate(trace.steps):
        last = t == config.max_length - 1
        for row in (step.kept if last else step.ended).nonzero()[0]:
            total, ended = float(step.total[row]), bool(step.ended[row])
            out.append(Finished(trace.tokens(t, int(row)), total, score(total, t + 1, config.alpha), int(row), ended))
    whole = [one for one in out if one.ended] or out
    return sorted(whole, key=lambda one: -one.score)


def score(log_probability: float, length: int, alpha: float) -> float:
    """log P(y | x) / T_y^α."""
    return log_probability / length**alpha


class _Prefixes:
    """A function of prefixes as a stepper: the state is the prefixes."""

    def __init__(self, next_log_probs: NextLogProbs) -> None:
        self.next_log_probs = next_log_probs

    def start(self) -> list[tuple[int, ...]]:
        return [()]

    def step(self, state: list[tuple[int, ...]], tokens: Tensor | None) -> tuple[Tensor, list[tuple[int, ...]]]:
        if tokens is not None:
            state = [(*prefix, token) for prefix, token in zip(state, tokens.tolist(), strict=True)]
        return torch.as_tensor(np.asarray(self.next_log_probs(state))), state

    def reorder(self, state: list[tuple[int, ...]], parents: Tensor) -> list[tuple[int, ...]]:
        return [state[i] for i in parents.tolist()]
