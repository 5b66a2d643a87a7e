"""The log-mel frames against librosa's own, and as a stream."""

import librosa
import numpy as np
import pytest

from core.speech import features
from core.speech.results import RATE


def sound(seconds: float, seed: int = 0) -> np.ndarray:
    """A sweep over noise that swells, float32."""
    generator = np.random.default_rng(seed)
    t = np.arange(int(seconds * RATE)) / RATE
    sweep = 0.3 * np.sin(2 * np.pi * (100 + 900 * t) * t)
    return (sweep + generator.normal(0, 0.002 + 0.1 * np.abs(np.sin(t)), len(t))).astype(np.float32)


@pytest.mark.parametrize("gain", [1.0, 1e-2, 1e-4])
def test_frames_are_librosas(gain: float):
    wave = gain * sound(3.0)
    theirs = librosa.feature.melspectrogram(
        y=wave.astype(np.float64),
        sr=RATE,
        n_fft=features.FRAME,
        hop_length=features.HOP,
        center=False,
        power=2.0,
        n_mels=features.MELS,
        fmin=features.LOWEST,
        fmax=features.HIGHEST,
    )
    assert features.log_mel(wave) == pytest.approx(np.log(theirs + features.OFFSET).T, abs=1e-4)


@pytest.mark.parametrize("higher", [0.88, 1.14])
def test_bands_for_a_higher_voice_hear_what_the_bands_hear_of_a_spectrum_that_is_stretched(higher: float):
    heights = np.linspace(0, RATE / 2, features.FRAME // 2 + 1)

    def spectrum(f: np.ndarray) -> np.ndarray:
        return 1.5 + np.sin(f / 500) + np.cos(f / 1300)

    inside = (
        features.centres() * max(1.0, higher) < 6000
    )  # above, the stretched spectrum would need what was never heard
    stretched = features.filters().numpy() @ spectrum(heights / higher)
    heard = features.filters(higher).numpy() @ spectrum(heights)
    assert heard[inside] == pytest.approx(stretched[inside], rel=0.05)
    assert heard[inside] != pytest.approx((features.filters().numpy() @ spectrum(heights))[inside], rel=0.05)


@pytest.mark.parametrize("samples", [0, 1, 511, 512, 671, 672, 16_000])
def test_the_number_of_frames(samples: int):
    assert len(features.log_mel(np.zeros(samples, dtype=np.float32))) == features.count(samples)


def test_silence_is_the_offset_alone():
    assert features.log_mel(np.zeros(2000, dtype=np.float32)) == pytest.approx(np.log(features.OFFSET))


@pytest.mark.parametrize("size", [1, 97, 160, 512, 1600, 100_000])
def test_a_stream_gives_the_frames_of_the_whole(size: int):
    wave = sound(0.4 if size == 1 else 2.3)
    stream = features.FeatureStream()
    pieces = [stream.feed(wave[i : i + size]) for i in range(0, len(wave), size)]
    assert np.concatenate(pieces) == pytest.approx(features.log_mel(wave), abs=1e-5)


def test_portions_do_not_show(monkeypatch: pytest.MonkeyPatch):
    wave = sound(1.5)
    whole = features.log_mel(wave)
    monkeypatch.setattr(features, "PORTION", 17)
    assert features.log_mel(wave) == pytest.approx(whole, abs=1e-5)


def test_a_tone_is_loudest_in_the_band_at_its_height():
    t = np.arange(RATE) / RATE
    for height in (300.0, 1000.0, 4000.0):
        bands = features.log_mel(0.5 * np.sin(2 * np.pi * height * t).astype(np.float32)).mean(axis=0)
        assert abs(features.centres()[bands.argmax()] - height) < 0.12 * height
