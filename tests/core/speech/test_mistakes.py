"""The three small networks of Find the bug, and the checks that tell them apart."""

import numpy as np
import pytest
import torch
from scipy.stats import fisher_exact

from core import checkpoints
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


@pytest.mark.parametrize("kind", mistakes.KINDS)
def test_only_what_looks_ahead_differs_live(kind: str):
    network = mistakes.network(kind)
    apart = float(np.abs(mistakes.live(network, FRAMES) - mistakes.whole(network, FRAMES)).max())
    assert apart > 0.1 if kind == "bidirectional" else apart < 1e-5


def test_labels_that_lead_are_found():
    ends, count = [3.0, 7.0], 492
    assert mistakes.labels_lead(compose.labels(ends, count), ends) == 0.0
    lead = mistakes.labels_lead(mistakes.early_labels(ends, count), ends)
    assert mistakes.EARLY - 0.02 <= lead <= mistakes.EARLY
    assert mistakes.early_labels(ends, count).sum() == compose.labels(ends, count).sum()
    assert mistakes.labels_lead(np.zeros(count), ends) == 0.0 and mistakes.labels_lead(np.ones(count), []) == 0.0


def test_the_lead_is_that_of_the_labels_it_was_trained_on():
    ends, count = (3.0, 7.0), 492
    assert mistakes.lead("right", ends, count) == mistakes.lead("bidirectional", ends, count) == 0.0
    # by hand: steps end at 0.172 + 0.02 t, labels begin 0.36 s before 3 s: first at 2.652
    assert mistakes.lead("early", ends, count) == pytest.approx(0.348)


@pytest.mark.parametrize("early", [False, True])
def test_the_rule_gives_the_labels(early: bool):
    rule, ends = mistakes.labelling(10.0, early=early), [3.0, 7.013]
    y = np.zeros(rule.steps)
    for t in range(rule.steps):
        since = [rule.first + rule.step * t - (end - rule.early) for end in ends]
        y[t] = any(0 < one <= rule.ones for one in since)
    assert y.tolist() == (mistakes.early_labels(ends, 492) if early else compose.labels(ends, 492)).tolist()


def test_how_far_two_rows_are_apart():
    assert mistakes.apart(np.array([0.1, 0.9, 0.5]), np.array([0.1, 0.2, 0.6])) == pytest.approx(0.7)
    assert mistakes.apart(np.zeros(0), np.zeros(0)) == 0.0


@pytest.mark.parametrize("kind", mistakes.KINDS)
def test_outputs_that_are_taken_back(kind: str):
    network = mistakes.network(kind)
    whole, live = mistakes.whole(network, FRAMES), mistakes.live(network, FRAMES)
    changed = [t for t in range(len(live)) if abs(float(whole[t]) - float(live[t])) > 0.01]
    assert mistakes.revised(whole, live, 0.01) == len(changed)
    assert len(changed) > 20 if kind == "bidirectional" else not changed


def test_how_many_steps_are_gone_through():
    assert mistakes.gone_through("right", 492) == mistakes.gone_through("early", 492) == 492
    assert mistakes.gone_through("bidirectional", 492) == sum(range(1, 493)) == 121_278
    assert mistakes.gone_through("bidirectional", 0) == 0


def test_the_figures_in_the_text():
    found = {kind: checkpoints.card(f"trigger_mistakes_{kind}") for kind in mistakes.KINDS}

    def counts(kind: str, way: str) -> list[int]:
        measured = found[kind]["measured"][way]
        return [measured[name]["count"] for name in ("miss", "same_beginning", "other_near_words")]

    assert counts("right", "whole") == counts("right", "live") == [0, 10, 40]
    assert counts("bidirectional", "whole") == [0, 12, 37] and counts("bidirectional", "live") == [0, 14, 45]
    assert counts("early", "live") == [1, 17, 64]
    assert found["bidirectional"]["measured"]["live"]["lag"] == pytest.approx(0.05, abs=5e-3)
    losses = [round(found[kind]["training"]["curve"][-1][1], 3) for kind in ("right", "bidirectional")]
    assert losses == [0.056, 0.046]


def test_what_the_lesson_says_of_them():
    found = {kind: checkpoints.card(f"trigger_mistakes_{kind}") for kind in mistakes.KINDS}
    right, ahead, early = (found[kind]["measured"] for kind in mistakes.KINDS)
    assert right["apart"] < 1e-5 and early["apart"] < 1e-5 < 0.1 < ahead["apart"]
    loss = {kind: found[kind]["training"]["curve"][-1][1] for kind in mistakes.KINDS}
    assert loss["bidirectional"] < loss["right"], "looking ahead looks better while it is trained"
    assert right["live"]["miss"]["count"] <= 1 and ahead["whole"]["miss"]["count"] <= 1
    assert early["live"]["lag"] < 0 < right["live"]["lag"], "before the word's end, and after it"

    def near(of: dict) -> tuple[int, int]:
        parts = [of["live"][name] for name in ("same_beginning", "other_near_words")]
        fired = sum(part["count"] for part in parts)
        return fired, sum(part["total"] for part in parts) - fired

    assert fisher_exact([near(early), near(right)], alternative="greater").pvalue < 0.01, (
        "it fires on more of the near-words"
    )
    for kind in mistakes.KINDS:
        path = checkpoints.WEIGHTS / f"trigger_mistakes_{kind}.safetensors"
        assert path.stat().st_size < 300_000
