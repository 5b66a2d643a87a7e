"""The referees of the trigger word agree with what is right, and catch what is not."""

from collections.abc import Callable

import numpy as np
import pytest

from core.referees import speech as referees
from core.referees.results import Compared, worst
from core.speech import features, trigger
from core.speech.trigger import Detector
from tests.core.speech.test_hearing import ended

ASKED = {"preset": "sentence", "word": "activate"}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch):
    """A second and a half in chunks is enough to see that something is wrong."""
    monkeypatch.setattr(referees, "STREAMED", 1.5)


def judged() -> dict[str, Compared]:
    told, found = ended(referees.check(ASKED))
    assert [fraction for fraction, *_ in told] == sorted(fraction for fraction, *_ in told)
    return {one.name: one for one in found}


def test_all_agree():
    """On as much of the sound as the page lets them hear."""
    found = judged()
    assert list(found) == ["features", "network", *(f"chunks of {n}" for n in referees.CHUNKS), "chunks at random"]
    assert found["features"].difference < 1e-4
    assert max(one.difference for one in found.values() if one.name != "features") < 1e-5
    assert found["features"].ours == pytest.approx(found["features"].theirs, abs=1e-4) and found["features"].ours != 0


def centred(wave: np.ndarray) -> np.ndarray:
    """Frames of a sound that was padded, as librosa does where one does not tell it not to."""
    return features.log_mel(np.pad(wave, (features.FRAME // 2, 0)))[: features.count(len(wave))]


def test_librosa_catches_frames_in_the_wrong_place(monkeypatch: pytest.MonkeyPatch):
    right = features.log_mel
    wave = np.random.default_rng(0).normal(0, 0.1, 16_000).astype(np.float32)
    assert np.abs(right(wave) - referees.librosa_frames(wave)).max() < 1e-4
    assert np.abs(centred(wave) - referees.librosa_frames(wave)).max() > 0.1


def test_pytorch_catches_a_changed_cell(short, monkeypatch: pytest.MonkeyPatch):
    detector = Detector.load("activate")
    fresh = Detector(detector.network, detector.config)
    fresh.cells[1].b_u.data.add_(0.5)
    monkeypatch.setattr(referees.hearing, "detector", lambda description: fresh)
    assert judged()["network"].difference > 1e-3


def forgets(feed: Callable) -> Callable:
    """A stream that begins anew with every chunk."""

    def wrong(stream: trigger.Stream, frames: np.ndarray) -> np.ndarray:
        stream._states = [None] * len(stream._states)
        return feed(stream, frames)

    return wrong


def test_brute_force_catches_a_stream_that_forgets(short, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trigger.Stream, "feed_frames", forgets(trigger.Stream.feed_frames))
    found = judged()
    assert found["network"].difference < 1e-5, "one chunk alone does not show it"
    assert all(found[f"chunks of {n}"].difference > 1e-3 for n in referees.CHUNKS)


def test_shapes_that_differ_are_refused():
    with pytest.raises(ValueError):
        worst("x", np.zeros(3), np.zeros(4))
    with pytest.raises(ValueError):
        worst("x", np.zeros(0), np.zeros(0))
