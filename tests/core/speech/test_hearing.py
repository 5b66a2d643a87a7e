"""The job that reads a sound and listens to it, portion by portion."""

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.speech import audio, features, hearing
from core.speech.options import DetectorConfig, OwnConfig
from core.speech.own_word import OwnWord
from core.speech.presets import presets
from core.speech.results import Hearing
from core.speech.scoring import Share
from core.speech.trigger import Detector, TriggerConfig, TriggerNetwork


def ended(steps: Iterator[tuple]) -> tuple[list[tuple], Hearing]:
    """What a job yields, and what it gives."""
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value


def test_a_preset_is_heard_as_by_the_detector_itself():
    told, found = ended(hearing.listen({"preset": "sentence", "word": "activate"}))
    clip = audio.read(presets()["sentence"].data)
    whole = Detector.load("activate").detect(clip.samples, clip.rate)
    assert found.detection.probabilities == pytest.approx(whole.probabilities, abs=1e-5)
    assert found.detection.events == pytest.approx(whole.events)
    assert found.frames == pytest.approx(features.log_mel(clip.samples), abs=1e-5)
    assert found.hop_seconds == 0.01 and len(found.clip.samples) == 160_000
    assert [fraction for fraction, *_ in told] == sorted(fraction for fraction, *_ in told)
    assert told[0][0] == 0.0 and told[-1][0] == 1.0


@pytest.mark.parametrize("portion", [0.2, 3.0])
def test_portions_do_not_show_and_tell_how_far_it_is(monkeypatch: pytest.MonkeyPatch, portion: float):
    _, whole = ended(hearing.listen({"preset": "near", "word": "activate"}))
    monkeypatch.setattr(hearing, "PORTION", portion)
    told, found = ended(hearing.listen({"preset": "near", "word": "activate"}))
    assert len(told) >= 10 / portion
    assert found.detection.probabilities == pytest.approx(whole.detection.probabilities, abs=1e-5)
    assert found.detection.events == whole.detection.events


def test_a_visitors_bytes_and_what_cannot_be_read():
    samples = audio.read(presets()["near"].data).samples
    _, found = ended(hearing.listen({"data": audio.wav(samples), "word": "activate"}))
    _, shipped = ended(hearing.listen({"preset": "near", "word": "activate"}))
    assert found.detection.probabilities == pytest.approx(shipped.detection.probabilities, abs=0.02), "16 bits"
    for data in (b"", b"no sound", samples.tobytes()[:5000]):
        with pytest.raises(UserError, match="audio"):
            ended(hearing.listen({"data": data, "word": "activate"}))


def test_the_shortest_sounds_have_no_step_yet():
    _, found = ended(hearing.listen({"data": audio.wav(np.full(1700, 0.1)), "word": "activate"}))
    assert len(found.frames) == 8 and len(found.detection.probabilities) == 0 and found.detection.events == ()


def test_a_detector_of_ones_own_is_the_one_that_listens():
    torch.manual_seed(3)
    config = OwnConfig()
    sizes = Detector.load(config.base).network.config
    head = TriggerNetwork(TriggerConfig(sizes.filters, sizes.units, config.units))
    weights = {n: p.detach().numpy() for n, p in head.named_parameters() if n.startswith(("second", "output"))}
    trained = OwnWord(weights, config.base, DetectorConfig(0.4), Share(3, 3), 3, 0, 1.0, 1.0)
    _, found = ended(hearing.listen({"preset": "near", "trained": trained}))
    clip = audio.read(presets()["near"].data)
    assert found.detection.probabilities == pytest.approx(
        trained.detector().detect(clip.samples, clip.rate).probabilities
    )
    _, shipped = ended(hearing.listen({"preset": "near", "word": config.base}))
    assert np.abs(found.detection.probabilities - shipped.detection.probabilities).max() > 0.1
