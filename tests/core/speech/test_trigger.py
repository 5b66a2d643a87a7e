"""The network against PyTorch's own layers, streaming against the whole, and that no step looks ahead."""

import numpy as np
import pytest
import torch

from core.speech import features, trigger
from core.speech.options import DetectorConfig
from core.speech.results import RATE
from core.speech.trigger import Detector, TriggerConfig, TriggerNetwork


@pytest.fixture(scope="module")
def detector() -> Detector:
    torch.manual_seed(3)
    return Detector(TriggerNetwork(TriggerConfig(filters=12, units=10, top=7)), DetectorConfig(0.5, 2, 2, 0.2))


@pytest.fixture(scope="module")
def wave() -> np.ndarray:
    generator = np.random.default_rng(0)
    swell = np.sin(np.arange(3 * RATE) / 3000) ** 2
    return (0.3 * swell * generator.normal(size=3 * RATE)).astype(np.float32)


def test_probabilities_are_those_of_pytorchs_layers(detector: Detector, wave: np.ndarray):
    with torch.inference_mode():
        theirs = torch.sigmoid(detector.network(torch.from_numpy(features.log_mel(wave))[None]))[0].numpy()
    ours = detector.detect(wave, RATE).probabilities
    assert ours.std() > 1e-4
    assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_any_chunking_gives_the_same(detector: Detector, wave: np.ndarray, seed: int):
    generator, stream, at, heard = np.random.default_rng(seed), detector.stream(), 0, []
    while at < len(wave):
        size = int(generator.choice([1, 159, 160, 161, 800, 1600, 7777]))
        heard.append(stream.feed(wave[at : at + size]))
        at += size
    whole = detector.detect(wave, RATE)
    assert np.concatenate(heard) == pytest.approx(whole.probabilities, abs=1e-5)
    assert stream.detection().events == whole.events


def test_no_step_knows_what_comes_after(detector: Detector, wave: np.ndarray):
    before, changed = detector.detect(wave, RATE).probabilities, wave.copy()
    changed[RATE:] = 0.9
    after = detector.detect(changed, RATE).probabilities
    times = trigger.FIRST_SECONDS + trigger.STEP_SECONDS * np.arange(len(before))
    assert np.array_equal(before[times <= 1.0], after[times <= 1.0])
    assert abs(before[times > 1.1] - after[times > 1.1]).max() > 1e-4


def test_another_rate_is_resampled(detector: Detector):
    t = np.arange(2 * 48_000) / 48_000
    tone = (0.3 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)
    high, low = detector.detect(tone, 48_000), detector.detect(tone[::3].copy(), RATE)
    assert high.probabilities[10:-10] == pytest.approx(low.probabilities[10:-10], abs=2e-3)


@pytest.mark.parametrize("samples", [0, 1, 511, 2751, 2752])
def test_too_short_for_a_step_hears_nothing(detector: Detector, samples: int):
    found = detector.detect(np.zeros(samples, dtype=np.float32), RATE)
    assert len(found.probabilities) == (samples >= 2752) and found.events == ()


def test_a_detector_that_looks_ahead_is_refused():
    with pytest.raises(ValueError, match="ahead"):
        Detector(TriggerNetwork(TriggerConfig(bidirectional=True)), DetectorConfig())
