"""PyTorch's CTC loss beside ours, and every path of a short input written down. Graves et al. 2006."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import ctc_loss

from core.referees.results import Compared, numbers, worst
from core.speech import ctc, word_errors

LONGEST = 8  # frames of which all paths are written down
MOST = 200_000  # paths


@dataclass(frozen=True)
class Paths:
    """All paths of an input: how many there are; each label with how many spell it, their probability, and that of the best
    of them; the most probable path of all."""

    count: int
    labels: dict[tuple[int, ...], tuple[int, float, float]]
    best: tuple[int, ...]

    @property
    def best_label(self) -> tuple[int, ...]:
        """The most probable label."""
        return max(self.labels, key=lambda label: self.labels[label][1])


def every_path(log_probs: np.ndarray, blank: int = ctc.BLANK) -> Paths:
    """Write down all V^T paths, collapse each by the rule's own words, add up. ValueError if they are too many."""
    frames, symbols = log_probs.shape
    if frames > LONGEST or symbols**frames > MOST:
        raise ValueError(f"{symbols} symbols in {frames} frames are too many paths")
    y, found, best = np.exp(np.asarray(log_probs, dtype=np.float64)), {}, (0.0, ())
    for path in itertools.product(range(symbols), repeat=frames):
        probability = float(np.prod(y[range(frames), path]))
        merged = [symbol for t, symbol in enumerate(path) if t == 0 or symbol != path[t - 1]]
        label = tuple(symbol for symbol in merged if symbol != blank)
        count, total, most = found.get(label, (0, 0.0, 0.0))
        found[label] = (count + 1, total + probability, max(most, probability))
        best = max(best, (probability, path))
    return Paths(symbols**frames, found, best[1])


def check(log_probs: np.ndarray, labels: Sequence[int], blank: int = ctc.BLANK) -> list[Compared]:
    """Names: loss, gradient (by the logits), shares. A label that no path spells has the loss ∞ in both, and no more."""
    u = torch.tensor(np.asarray(log_probs, dtype=np.float64), requires_grad=True)
    target = torch.tensor([list(labels)], dtype=torch.long).reshape(1, len(labels))
    sizes = torch.tensor([len(u)]), torch.tensor([len(labels)])
    theirs = ctc_loss(u.log_softmax(-1)[:, None], target, *sizes, blank=blank, reduction="sum")
    found = ctc.trellis(log_probs, labels, blank)
    rows = [numbers("loss", found.loss, theirs.item())]
    if np.isfinite(found.loss):
        theirs.backward()
        rows.append(worst("gradient", ctc.gradient(log_probs, labels, blank), u.grad.numpy()))
        rows.append(worst("shares", found.shares.sum(axis=1), np.ones(len(u))))
    return rows


def few(log_probs: np.ndarray, frames: int = 6, symbols: int = 5) -> np.ndarray:
    """The frames around the one where a symbol is least sure, and the symbols that have most there, the blank first; each frame
    made to sum to 1."""
    first = int(np.clip(np.argmin(log_probs.max(axis=1)) - frames // 2, 0, max(0, len(log_probs) - frames)))
    y = np.exp(np.asarray(log_probs[first : first + frames], dtype=np.float64))
    kept = [0, *(1 + np.argsort(-y[:, 1:].sum(axis=0), kind="stable")[: symbols - 1])]
    return np.log(y[:, kept] / y[:, kept].sum(axis=1, keepdims=True))


def check_words(said: Sequence[str], heard: Sequence[str]) -> list[Compared]:
    """Names: errors, edits. jiwer's word error rate and its count of edits beside ours; nothing where nothing was said."""
    import jiwer

    if not said:
        return []
    ours, theirs = word_errors.compare(said, heard), jiwer.process_words(" ".join(said), " ".join(heard))
    edits = theirs.substitutions + theirs.deletions + theirs.insertions
    return [
        numbers("errors", ours.rate, theirs.wer),
        numbers("edits", ours.substitutions + ours.deletions + ours.insertions, edits),
    ]


def check_every_path(log_probs: np.ndarray, blank: int = ctc.BLANK) -> list[Compared]:
    """Name: paths. The loss of each label of a short input beside the sum over its paths, each written down."""
    found = every_path(log_probs, blank)
    labels = list(found.labels)
    ours = np.exp([-ctc.loss(log_probs, label, blank) for label in labels])
    return [worst("paths", ours, np.array([found.labels[label][1] for label in labels]))]
