"""Questions on a label: what a double costs in frames, and which letter is left out most cheaply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from core.speech import ctc

MOST = 12  # letters whose omission is tried
APART = 0.5  # nats between two losses that are asked about


def doubled(label: Sequence[int]) -> tuple[int, ...] | None:
    """The label with its first symbol doubled that is not next to its like; None where each is."""
    for i, symbol in enumerate(label):
        if symbol not in (label[i - 1] if i else None, label[i + 1] if i + 1 < len(label) else None):
            return tuple(label[: i + 1]) + tuple(label[i:])
    return None


def omissions(
    log_probs: np.ndarray, label: Sequence[int], known: Iterable[Sequence[int]] = ()
) -> tuple[tuple[tuple[int, ...], float], tuple[tuple[int, ...], float]] | None:
    """The label less one symbol, where that has the least loss and where it has the greatest, each with its loss in nats.

    Up to MOST symbols are tried, evenly along the label, and none that makes one of the labels that are ``known`` already. None
    where the two losses are less than APART, or where there are no two.
    """
    places = sorted({int(i) for i in np.linspace(0, len(label) - 1, min(MOST, len(label)))}) if label else []
    shorter = {tuple(label[:i]) + tuple(label[i + 1 :]) for i in places} - {tuple(one) for one in known}
    losses = sorted((ctc.loss(log_probs, one), one) for one in shorter)
    if len(losses) < 2 or not losses[-1][0] - losses[0][0] >= APART or np.isinf(losses[-1][0]):
        return None
    return (losses[0][1], losses[0][0]), (losses[-1][1], losses[-1][0])
