"""A small training, watched: against PyTorch's own layer and optimizer, the same for the same seed, and it learns."""

from __future__ import annotations

import math
from itertools import islice

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from core.recurrent import learning, reading
from core.recurrent.nested import sentences
from core.recurrent.options import LearnConfig
from core.recurrent.probe import accuracy_by_distance
from core.recurrent.results import Learned
from core.training import IGNORE

SMALL = LearnConfig(units=6, rate=0.02, steps=30, seed=3)
TEXT = "the cats (near the dog) are old."


def learned(config: LearnConfig) -> Learned:
    made = learning.learn(config)
    while True:
        try:
            assert 0 < next(made) <= 1
        except StopIteration as end:
            return end.value


def test_the_losses_are_those_of_pytorchs_layer_trained_by_pytorch() -> None:
    """The same first weights and the same sentences through ``nn.RNN`` and ``nn.Linear``, each step by Adam."""
    ours, config = learned(SMALL), SMALL
    weights = {name: torch.from_numpy(values[0].copy()) for name, values in ours.weights.items()}
    layer, output = (
        nn.RNN(weights["W_ax"].shape[1], config.units, bias=True),
        nn.Linear(config.units, len(ours.symbols)),
    )
    zeros = torch.zeros(config.units)
    layer.load_state_dict(
        {
            "weight_hh_l0": weights["W_aa"],
            "weight_ih_l0": weights["W_ax"],
            "bias_ih_l0": weights["b_a"],
            "bias_hh_l0": zeros,
        }
    )
    layer.bias_hh_l0.requires_grad_(False)
    output.load_state_dict({"weight": weights["W_ya"], "bias": weights["b_y"]})
    trained = [p for p in [*layer.parameters(), *output.parameters()] if p.requires_grad]
    adam = torch.optim.Adam(trained, betas=(0.9, 0.99))
    for step, (ids, targets, _) in zip(range(config.steps), learning.batches(config.seed), strict=False):
        share = (
            min(1, (step + 1) / 10) if step < 10 else 0.5 * (1 + math.cos(math.pi * (step - 10) / (config.steps - 10)))
        )
        adam.param_groups[0]["lr"] = config.rate * share
        logits = output(layer(torch.nn.functional.one_hot(ids, len(ours.symbols)).float())[0])
        loss = cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
        assert loss.item() == pytest.approx(ours.losses[step], abs=2e-4), step
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        adam.step()
    np.testing.assert_allclose(ours.weights["W_aa"][-1], layer.weight_hh_l0.detach(), atol=2e-3)


def test_the_same_for_the_same_seed_and_another_for_another() -> None:
    first, again, other = learned(SMALL), learned(SMALL), learned(LearnConfig(6, 0.02, 30, 4))
    np.testing.assert_array_equal(first.losses, again.losses)
    for name, values in first.weights.items():
        np.testing.assert_array_equal(values, again.weights[name])
    assert not np.array_equal(first.losses, other.losses)
    assert len(first.losses) == 30 and len(first.weights["W_aa"]) == len(first.steps)


@pytest.mark.parametrize("steps", [1, 20, 21, 300, 1000])
def test_frames_are_close_at_first_and_end_with_the_last_step(steps: int) -> None:
    frames = learning.frame_steps(steps)
    assert frames[0] == 0 and frames[-1] == steps and (np.diff(frames) > 0).all() and len(frames) <= 82
    assert frames.tolist()[: min(steps, 20) + 1] == list(range(min(steps, 20) + 1))


def test_a_text_watched_is_the_text_read_with_the_weights_of_each_frame() -> None:
    made = learned(SMALL)
    seen = learning.watch(made, TEXT)
    for frame in (0, 7, len(made.steps) - 1):
        found = reading.read(learning.model_at(made, frame), TEXT)
        np.testing.assert_allclose(seen.a[frame], found.trace.a, atol=1e-6)
        np.testing.assert_allclose(seen.p_next[frame], found.p_next[:-1], atol=1e-6)
        assert seen.loss[frame] == pytest.approx(found.losses[:-1].mean(), abs=1e-5)
    assert seen.tokens == ("\n", *TEXT)


def test_what_it_writes_is_drawn_from_what_it_expects() -> None:
    """Brute force: with a network that expects the same of every symbol, each comes by its share; and it stops at a line's end."""
    made = learned(LearnConfig(2, 0.01, 1, 0))
    model = learning.model_at(made, 0)
    model.W_ya.zero_()
    shares = torch.full((len(made.symbols),), -30.0)
    shares[made.symbols.index("a")], shares[made.symbols.index("b")] = math.log(0.7), math.log(0.3)
    model.b_y.copy_(shares)
    text = "".join(learning.write(model, seed) for seed in range(40))
    assert set(text) == {"a", "b"} and len(text) == 40 * learning.WRITTEN
    assert text.count("a") / len(text) == pytest.approx(0.7, abs=0.03)
    model.b_y[made.symbols.index("\n")] = 30
    assert learning.write(model, 0) == ""


def test_what_the_lesson_says_of_its_first_training() -> None:
    """Before: as if it knew nothing. After 300 steps: much of the language; whatever the seed."""
    made = learned(LearnConfig())
    seen = learning.watch(made, TEXT)
    assert abs(seen.loss[0] - learning.nothing_known()) < 0.3 and learning.nothing_known() == math.log(36)
    assert seen.loss[-1] < 0.5 and made.losses[-20:].mean() < 0.5
    near, far = accuracy_by_distance(learning.model_at(made, -1), islice(sentences("test", 8, learning.LONGEST), 400))[
        :2
    ]
    assert (near.kind, near.low, far.low) == ("agreement", 0, 10)
    assert near.correct == near.count > 100 and 0.35 < far.correct / far.count < 0.65
    words = {"the", "cats", "is", "are", "old", "good", "dog", "song", "small"}
    assert set(seen.written[-1].strip(".").split()) & words and not set(seen.written[0].split()) & words
