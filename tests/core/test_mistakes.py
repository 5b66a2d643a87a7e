"""The three small networks of Find the bug, and the checks that tell them apart."""

import numpy as np
import pytest
import torch

from core.speech import audio, compose, features, mistakes, trigger
from core.speech.presets import presets
from core.speech.trigger import TriggerConfig, TriggerNetwork

FRAMES = features.log_mel(audio.read(presets()["near"].data).samples)


def prefix_by_prefix(network: TriggerNetwork, frames: np.ndarray, steps: list[int]) -> list[float]:
    """ŷ⟨t⟩ from the frames up to t alone, one run of the whole network for each t."""
    return [float(mistakes.whole(network, frames[: trigger.STRIDE * t + trigger.KERNEL])[-1]) for t in steps]


@pytest.mark.parametrize("both", [False, True])
def test_live_is_what_each_prefix_alone_gives(both: bool):
    torch.manual_seed(1)
    network = TriggerNetwork(TriggerConfig(8, 8, 8, bidirectional=both)).eval()
    live = mistakes.live(network, FRAMES)
    steps = [0, 1, 50, 127, 128, 300, 491]
    assert len(live) == 492
    assert live[steps] == pytest.approx(prefix_by_prefix(network, FRAMES, steps), abs=1e-6)


def test_labels_that_lead_are_found():
    ends, count = [3.0, 7.0], 492
    assert mistakes.labels_lead(compose.labels(ends, count), ends) == 0.0
    lead = mistakes.labels_lead(mistakes.early_labels(ends, count), ends)
    assert mistakes.EARLY - 0.02 <= lead <= mistakes.EARLY
    assert mistakes.early_labels(ends, count).sum() == compose.labels(ends, count).sum()
    assert mistakes.labels_lead(np.zeros(count), ends) == 0.0 and mistakes.labels_lead(np.ones(count), []) == 0.0
