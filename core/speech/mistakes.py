"""Detectors with a mistake in them, to be caught: one that looks ahead, one whose labels come before the word's end.

Beside them stands one without a mistake. The three are small networks for "activate", trained alike by
`core.recipes.trigger_mistakes`: the same examples in the same order, the same steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import torch
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from core import checkpoints
from core.speech import compose, events
from core.speech.arithmetic import OURS
from core.speech.options import DetectorConfig
from core.speech.results import Detection, Labelling
from core.speech.trigger import FIRST_SECONDS, LEVEL, SPREAD, STEP_SECONDS, TriggerConfig, TriggerNetwork

KINDS = ("right", "bidirectional", "early")
POINT = DetectorConfig(threshold=0.5, smoothing=1, agree=3, refractory=1.0)
EARLY = compose.ONES_SECONDS  # by so much the labels of the mistake come too soon: they end where they should begin
TOGETHER = 128  # prefixes that are read at once


@cache
def network(kind: str) -> TriggerNetwork:
    """One of the three, read-only."""
    name = f"trigger_mistakes_{kind}"
    config = checkpoints.card(name)["config"]
    sizes = TriggerConfig(config["filters"], config["units"], config["top"], bidirectional=config["bidirectional"])
    return checkpoints.filled(TriggerNetwork(sizes), name)


def save(kind: str, trained: TriggerNetwork, card: dict) -> None:
    """Write one of the three with its card."""
    sizes = trained.config
    described = {
        "cell": "trigger",
        "filters": sizes.filters,
        "units": sizes.units,
        "top": sizes.top,
        "bidirectional": sizes.bidirectional,
    }
    checkpoints.write(f"trigger_mistakes_{kind}", trained, card, described)


@torch.inference_mode()
def whole(trained: TriggerNetwork, frames: np.ndarray) -> np.ndarray:
    """Probabilities (T,) of frames (F, M) with all of the sound at hand, as in training."""
    return torch.sigmoid(trained(torch.from_numpy(frames)[None]))[0].numpy()


@torch.inference_mode()
def live(trained: TriggerNetwork, frames: np.ndarray) -> np.ndarray:
    """Probabilities (T,) as a device hears them: ŷ⟨t⟩ from the steps up to t alone, for every t anew.

    The check for looking ahead: in a network that looks back only, nothing changes.
    """
    x = ((torch.from_numpy(frames)[None] - LEVEL) / SPREAD).transpose(1, 2)  # (1, M, F)
    v = torch.relu(trained.convolution(x))[0].T  # (T, filters)
    found = [torch.zeros(0)]
    for first in range(0, len(v), TOGETHER):
        lengths = torch.arange(first + 1, min(first + TOGETHER, len(v)) + 1)
        prefixes = v[: int(lengths[-1])].expand(len(lengths), -1, -1)  # (B, T', filters), each cut to its length
        packed = pack_padded_sequence(prefixes, lengths, batch_first=True, enforce_sorted=False)
        found.append(torch.sigmoid(_last(trained, packed, lengths)))
    return torch.cat(found).numpy()


def _last(trained: TriggerNetwork, packed: PackedSequence, lengths: torch.Tensor) -> torch.Tensor:
    """The logit of each prefix's last step, (B,)."""
    a1, _ = trained.first(packed)
    a2, _ = trained.second(a1)
    states, _ = pad_packed_sequence(a2, batch_first=True)  # (B, T', H)
    return trained.output(states[torch.arange(len(lengths)), lengths - 1])[:, 0]


def apart(whole: np.ndarray, live: np.ndarray) -> float:
    """The largest difference between two rows of probabilities (T,), 0 of none: how much the network looked ahead."""
    return float(np.abs(whole - live).max(initial=0.0))


def revised(whole: np.ndarray, live: np.ndarray, by: float) -> int:
    """How many outputs that were given live would be changed by more than this once all has been heard."""
    return int((np.abs(whole - live) > by).sum())


def gone_through(kind: str, steps: int) -> int:
    """How many steps the network goes through until it has answered ``steps`` times: one each, or all so far anew."""
    return steps * (steps + 1) // 2 if network(kind).config.bidirectional else steps


def detection(probabilities: np.ndarray, config: DetectorConfig) -> Detection:
    """The events of given probabilities (T,)."""
    smoothed = events.smooth(probabilities, config.smoothing)
    found = events.fired(smoothed, config, STEP_SECONDS)
    moments = tuple(float(FIRST_SECONDS + STEP_SECONDS * t) for t in found)
    return Detection(probabilities, STEP_SECONDS, moments, smoothed, FIRST_SECONDS)


def early_labels(ends: Sequence[float], count: int) -> np.ndarray:
    """y (T,) of the mistake: the ones come before each end of the word, not after it."""
    return compose.labels([end - EARLY for end in ends], count)


def labels_lead(y: np.ndarray, ends: Sequence[float]) -> float:
    """The check for early labels: by how many seconds the first 1 comes before the first word's end; 0 if it does not."""
    ones = np.flatnonzero(y)
    if not len(ones) or not ends:
        return 0.0
    return max(0.0, float(min(ends) - compose.step_times(len(y))[ones[0]]))


def lead(kind: str, ends: Sequence[float], count: int) -> float:
    """That check on the labels that the network ``kind`` was trained on, over ``count`` steps with these ends of words."""
    y = early_labels(ends, count) if kind == "early" else compose.labels(ends, count)
    return labels_lead(y, ends)


def labelling(seconds: float, *, early: bool = False) -> Labelling:
    """The rule by which an example of so many seconds is labelled, or that of the mistake."""
    steps = OURS.sizes(seconds)[2]
    return Labelling(steps, FIRST_SECONDS, STEP_SECONDS, compose.ONES_SECONDS, EARLY if early else 0.0)
