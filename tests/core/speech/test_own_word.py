"""A word of one's own: clips are checked, left-out clips are found, the frozen layers stay, the same clips give the same head."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.speech import own_examples, own_word
from core.speech.options import DetectorConfig, OwnConfig
from core.speech.results import RATE, Clip
from core.speech.scoring import Share
from core.speech.trigger import Detector

LONG = OwnConfig(examples=16, steps=250, folds=2)
SHORT = OwnConfig(examples=6, steps=150, folds=2, batch=12)
FEW = OwnConfig(examples=2, steps=20, folds=2, batch=4)


def whistle(seed: int) -> Clip:
    """A made word: a tone that rises, rests and falls, said a little differently each time."""
    generator = np.random.default_rng(seed)
    seconds, height = generator.uniform(0.45, 0.6), generator.uniform(650, 800)
    t = np.arange(int(seconds * RATE)) / RATE
    glide = height * (1 + 0.8 * np.sin(np.pi * t / seconds))
    tone = np.sin(2 * np.pi * np.cumsum(glide) / RATE) * np.sin(2 * np.pi * t / seconds) ** 2 + 0.01 * generator.normal(
        size=len(t)
    )
    samples = np.pad(0.3 * tone, (RATE // 5, RATE // 4)).astype(np.float32)
    return Clip(samples, RATE, peak=float(abs(samples).max()))


def last(config: OwnConfig) -> own_word.OwnWord:
    """The detector trained on six whistles; on one thread, in whose sums the order is always the same."""
    torch.set_num_threads(1)
    stages = list(own_word.train([whistle(i) for i in range(6)], config))
    steps = [stage.step for stage in stages[:-1]]
    assert steps == sorted(steps) and steps[-1] == stages[0].steps
    return stages[-1]


@pytest.fixture(
    scope="module",
    params=[pytest.param((SHORT, 4), id="150 steps"), pytest.param((LONG, 5), id="250 steps", marks=pytest.mark.fuzz)],
)
def trained(request: pytest.FixtureRequest) -> tuple[own_word.OwnWord, int]:
    """A trained detector, and how many of its six clips it must find at the least; one not trained finds none."""
    config, fewest = request.param
    return last(config), fewest


def test_left_out_clips_are_found_and_speech_is_not(trained: tuple[own_word.OwnWord, int]):
    made, fewest = trained
    assert made.found.total == 6 and made.found.count >= fewest
    assert made.minutes == pytest.approx(10, abs=0.2) and made.false_alarms <= 3


def test_it_fires_after_a_clip_it_never_heard_and_not_on_another_sound(trained: tuple[own_word.OwnWord, int]):
    detector, unheard = trained[0].detector(), whistle(99).samples
    wave = np.pad(unheard, RATE)
    end = 1 + (len(unheard) - RATE / 4) / RATE
    events = detector.detect(wave, RATE).events
    assert len(events) == 1 and -0.35 <= events[0] - end <= 0.75
    hum = 0.2 * np.sin(2 * np.pi * 220 * np.arange(3 * RATE) / RATE).astype(np.float32)
    assert detector.detect(hum, RATE).events == ()


def test_the_shipped_layers_stay(trained: tuple[own_word.OwnWord, int]):
    shipped, own = Detector.load(LONG.base).network, trained[0].detector().network
    for name in ("convolution.weight", "first.weight_hh_l0"):
        assert torch.equal(shipped.state_dict()[name], own.state_dict()[name])


@pytest.mark.parametrize(
    "config", [pytest.param(FEW, id="20 steps"), pytest.param(LONG, id="250 steps", marks=pytest.mark.fuzz)]
)
def test_the_seed_decides(config: OwnConfig, monkeypatch: pytest.MonkeyPatch):
    speech = own_examples.half_minutes
    monkeypatch.setattr(own_examples, "half_minutes", lambda split: speech(split)[:1])  # it is judged on less only
    once, again, other = (last(one).weights for one in (config, config, replace(config, seed=config.seed + 1)))
    assert all(np.array_equal(again[name], weight) for name, weight in once.items())
    assert not any(np.array_equal(other[name], weight) for name, weight in once.items())


@pytest.mark.parametrize(
    ("clips", "key"),
    [
        ([whistle(0)] * 2, "own.number"),
        ([whistle(0)] * 21, "own.number"),
        ([whistle(0), Clip(np.zeros(RATE, dtype=np.float32), RATE), whistle(1)], "own.silent"),
        ([whistle(0), whistle(1), Clip(np.full(4 * RATE, 0.3, dtype=np.float32), RATE, peak=0.3)], "own.long"),
    ],
)
def test_clips_that_will_not_do_get_a_sentence(clips: list[Clip], key: str):
    with pytest.raises(UserError) as raised:
        next(own_word.train(clips, SHORT))
    assert raised.value.key == key


def test_what_is_measured_is_said_as_a_card_says_it():
    made = own_word.OwnWord({}, "voyager", DetectorConfig(), Share(9, 10), 5, 3, 30.0, 1.0)
    said = made.measured()
    assert said["found"]["rate"] == 0.9 and said["found"]["interval"] == pytest.approx((0.5550, 0.9975), abs=1e-4)
    # three in half an hour; Garwood's limits for a count of 3 are 0.619 and 8.767
    assert said["alarms"]["per_hour"] == 6.0 and said["alarms"]["interval"] == pytest.approx((1.238, 17.535), abs=2e-3)
