"""Which units are on exactly at a phrase, and where else in a corpus are they on together? After LSTMVis (Strobelt et al. 2018)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import torch

from core.data import shakespeare_split
from core.recurrent import shipped
from core.recurrent.model import SequenceModel
from core.recurrent.results import Match

THRESHOLD = 0.3  # a unit is on where its state is above this; LSTMVis's default


@dataclass(frozen=True)
class Corpus:
    """A text, and for each of its characters which units are on: bits (N, ⌈H/8⌉), unit 0 first."""

    text: str
    on: np.ndarray


@torch.inference_mode()
def corpus_units(model: SequenceModel, text: str, rows: int = 64, threshold: float = THRESHOLD) -> Corpus:
    """Read a long text in ``rows`` pieces side by side, each from a fresh state, and keep which units are on."""
    per = len(text) // rows
    ids = torch.tensor(model.vocabulary.encode(list(text[: per * rows]))).view(rows, per).t()
    name = "c" if "c" in model.cell.states else "a"
    on = np.stack(
        [np.packbits(getattr(step, name).numpy() > threshold, axis=-1) for step in model.cell.steps(ids)], axis=1
    )
    return Corpus(text[: per * rows], on.reshape(per * rows, -1))


def on_exactly(states: np.ndarray, start: int, stop: int, threshold: float = THRESHOLD) -> list[int]:
    """Units that are on at every step from start to stop − 1 and off at the step before and the step after, best first.

    states (T, H). The best is the one that stands farthest above the threshold at its lowest.
    """
    inside = states[start:stop]
    on = (inside > threshold).all(axis=0)
    for edge in (start - 1, stop):
        if 0 <= edge < len(states):
            on &= states[edge] <= threshold
    margin = inside.min(axis=0)
    return sorted(np.flatnonzero(on).tolist(), key=lambda unit: -margin[unit])


def places(corpus: Corpus, units: Sequence[int], top: int = 12, context: int = 30) -> list[Match]:
    """Where in the corpus all these units are on together, the longest stretches first."""
    if not units:
        return []
    mask = np.zeros(corpus.on.shape[1] * 8, dtype=bool)
    mask[list(units)] = True
    wanted = np.packbits(mask)
    together = ((corpus.on & wanted) == wanted).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], together, [False]]).astype(np.int8)))
    starts, stops = edges[::2], edges[1::2]
    ranked = np.argsort(-(stops - starts), kind="stable")[:top]
    return [_match(corpus.text, int(starts[i]), int(stops[i]), context) for i in ranked]


def _match(text: str, start: int, stop: int, context: int) -> Match:
    return Match(
        start, stop - start, text[max(0, start - context) : start], text[start:stop], text[stop : stop + context]
    )


@cache
def _shakespeare(name: str) -> Corpus:
    return corpus_units(shipped.load(name), shakespeare_split("test"))


def find(description: Mapping[str, Any]) -> Iterator[float]:
    """A job: ``model`` and ``units`` -> places in works of Shakespeare that the model was not trained on.

    Yields progress and returns a list of ``Match``. The first call reads 380,000 characters; later ones remember them.
    """
    yield 0.05
    corpus = _shakespeare(description["model"])
    yield 0.9
    return places(corpus, description["units"])
