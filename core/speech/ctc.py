"""Connectionist temporal classification: from a symbol for each frame to a label, and the sum over all ways to spell it.

A network gives y⟨t⟩(k), at each of T frames a probability of each of V symbols, one of them the blank. A *path* π takes one
symbol a frame; B merges its repeats, then drops its blanks, and what is left is the label that it spells. So

    p(l | x) = Σ_{π: B(π) = l} Π_t y⟨t⟩(π_t),        loss = −log p(l | x)

Everything here takes log_probs (T, V), natural logs of y, from whatever network, and computes in float64. A label is a
sequence of symbols without blanks. Source: Graves, Fernández, Gomez and Schmidhuber 2006 (ICML), sections 3 and 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from math import comb

import numpy as np

from core.speech.prefix_beam import BLANK, prefix_beam
from core.speech.results import Aligned, Trellis

__all__ = ["BLANK", "align", "best_path", "collapse", "extended", "gradient", "greedy", "loss", "needed", "paths"]
__all__ += ["prefix_beam", "trellis"]


def collapse(labels: Sequence[int], blank: int = BLANK) -> tuple[int, ...]:
    """The map B: merge repeats, then drop blanks. The order matters: a blank between two equal symbols keeps both."""
    return tuple(symbol for symbol, _ in groupby(labels) if symbol != blank)


def extended(labels: Sequence[int], blank: int = BLANK) -> np.ndarray:
    """l′ (2U + 1,): the label with a blank before, between and after its symbols."""
    rows = np.full(2 * len(labels) + 1, blank, dtype=np.int64)
    rows[1::2] = labels
    return rows


def needed(labels: Sequence[int]) -> int:
    """The fewest frames that can spell a label: one for each symbol, and a blank between two that are equal."""
    return len(labels) + sum(one == other for one, other in pairwise(labels))


def paths(frames: int, labels: Sequence[int]) -> int:
    """How many paths of so many frames spell a label: C(T + U − r, 2U), with r doubles in it.

    Each path lays the symbols out in T frames with 2U borders (where each begins and ends); a double needs a frame between.
    """
    return comb(frames + 2 * len(labels) - needed(labels), 2 * len(labels))


def best_path(log_probs: np.ndarray) -> np.ndarray:
    """The most probable symbol of each frame (T,): the most probable path, which need not spell the most probable label."""
    return np.asarray(log_probs).argmax(axis=1)


def greedy(log_probs: np.ndarray, blank: int = BLANK) -> tuple[int, ...]:
    """Best path decoding: what the most probable path spells (section 3.2)."""
    return collapse(best_path(log_probs).tolist(), blank)


def loss(log_probs: np.ndarray, labels: Sequence[int], blank: int = BLANK) -> float:
    """−log p(l | x) in nats; infinite where no path spells the label (T below `needed`)."""
    return -_total(_forward(*_laid(log_probs, labels, blank)))


def gradient(log_probs: np.ndarray, labels: Sequence[int], blank: int = BLANK) -> np.ndarray:
    """∂loss/∂u (T, V), for u the logits of which ``log_probs`` is the log-softmax: y − the share of each symbol (eq. 16).

    Zeros where no path spells the label.
    """
    log_probs = np.asarray(log_probs, dtype=np.float64)
    found = trellis(log_probs, labels, blank)
    if not np.isfinite(found.log_probability):
        return np.zeros_like(log_probs)
    shares = np.zeros_like(log_probs)
    np.add.at(shares, (slice(None), found.extended), found.shares)
    return np.exp(log_probs) - shares


def trellis(log_probs: np.ndarray, labels: Sequence[int], blank: int = BLANK) -> Trellis:
    """α and β of a label at every frame and row, the share of each place, and the most probable path (eq. 5 to 10).

    β leaves out the frame's own y, so that α·β is the probability of all paths through a place; in the paper both hold it.
    """
    y, skips, rows = _laid(log_probs, labels, blank)
    alpha, beta = _forward(y, skips, rows), _backward(y, skips)
    total = _total(alpha)
    possible = np.isfinite(total)
    shares = np.exp(alpha + beta - total) if possible else np.zeros_like(alpha)
    best, best_total = _best(y, skips)
    return Trellis(rows, alpha, beta, shares, best if possible else best[:0], total, best_total)


def align(log_probs: np.ndarray, labels: Sequence[int], blank: int = BLANK) -> tuple[Aligned, ...]:
    """Which frames say each symbol of a label, on its most probable path (forced alignment); () where no path spells it."""
    places, found = trellis(log_probs, labels, blank).best, []
    for row, frames in groupby(range(len(places)), places.__getitem__):
        if row % 2:
            taken = list(frames)
            found.append(Aligned(int(labels[row // 2]), taken[0], taken[-1] + 1))
    return tuple(found)


Laid = tuple[np.ndarray, np.ndarray, np.ndarray]


def _laid(log_probs: np.ndarray, labels: Sequence[int], blank: int) -> Laid:
    """log y of each row of l′ (T, S); 0 where a row may be reached from two above it, −∞ elsewhere (S,); and l′.

    A path may skip the blank between two symbols, but not between two that are equal.
    """
    rows = extended(labels, blank)
    skips = np.full(len(rows), -np.inf)
    skips[3::2] = np.where(rows[3::2] != rows[1:-2:2], 0.0, -np.inf)
    return np.asarray(log_probs, dtype=np.float64)[:, rows], skips, rows


def _forward(y: np.ndarray, skips: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """α⟨t⟩(s) = (α⟨t−1⟩(s) + α⟨t−1⟩(s−1) + α⟨t−1⟩(s−2)) y⟨t⟩(l′_s), the last only where a skip is allowed."""
    alpha = np.full((len(y), len(rows)), -np.inf)
    alpha[0, :2] = y[0, :2]
    for t in range(1, len(y)):
        before, now = alpha[t - 1], alpha[t]
        now[:] = before
        np.logaddexp(now[1:], before[:-1], out=now[1:])
        np.logaddexp(now[2:], before[:-2] + skips[2:], out=now[2:])
        now += y[t]
    return alpha


def _backward(y: np.ndarray, skips: np.ndarray) -> np.ndarray:
    """β⟨t⟩(s): the same from the end, each step taking the y of the frame that it enters."""
    beta = np.full(y.shape, -np.inf)
    beta[-1, -2:] = 0.0
    for t in range(len(y) - 2, -1, -1):
        after, now = beta[t + 1] + y[t + 1], beta[t]
        now[:] = after
        np.logaddexp(now[:-1], after[1:], out=now[:-1])
        np.logaddexp(now[:-2], after[2:] + skips[2:], out=now[:-2])
    return beta


def _total(alpha: np.ndarray) -> float:
    """A path ends in the last symbol or in the blank after it."""
    return float(np.logaddexp.reduce(alpha[-1, -2:]))


def _best(y: np.ndarray, skips: np.ndarray) -> tuple[np.ndarray, float]:
    """The row of the most probable path at each frame (T,), and its log-probability: `_forward` with max for the sum."""
    count = y.shape[1]
    score, came = np.full(count, -np.inf), np.zeros((len(y), count), dtype=np.int8)
    score[:2] = y[0, :2]
    for t in range(1, len(y)):
        choices = np.full((3, count), -np.inf)
        choices[0] = score
        choices[1, 1:] = score[:-1]
        choices[2, 2:] = score[:-2] + skips[2:]
        came[t] = choices.argmax(axis=0)
        score = choices[came[t], np.arange(count)] + y[t]
    row = count - 1 - int(count > 1 and score[-2] > score[-1])
    total, rows = float(score[row]), np.zeros(len(y), dtype=np.int64)
    for t in range(len(y) - 1, -1, -1):
        rows[t] = row
        row -= int(came[t, row])
    return rows, total
