"""The chime: heard where the events are, at its two heights, and nothing is cut off."""

import numpy as np
import pytest

from core.speech import chime
from core.speech.results import RATE


def heights(wave: np.ndarray, rate: int) -> list[float]:
    """The two strongest heights, in Hz, at least 100 Hz apart."""
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 8 * rate))
    first = int(spectrum.argmax())
    near = slice(max(0, first - 800), first + 800)
    spectrum[near] = 0
    return sorted([first / 8, int(spectrum.argmax()) / 8])


@pytest.mark.parametrize("rate", [8_000, RATE, 44_100])
def test_two_tones_a_fifth_apart(rate: int):
    low, high = heights(chime.chime(rate), rate)
    assert low == pytest.approx(659.26, abs=6) and high == pytest.approx(987.77, abs=6)
    assert high / low == pytest.approx(3 / 2, abs=0.02)


def test_it_comes_and_goes_softly():
    wave = chime.chime(RATE)
    assert wave[0] == wave[-1] == 0
    assert np.abs(np.diff(wave)).max() < chime.PEAK * 2 * np.pi * 1100 * 2 / RATE, "no click"
    assert np.abs(wave).max() == pytest.approx(chime.PEAK)


def test_what_is_added_is_a_chime_at_each_event():
    silence, events = np.zeros(5 * RATE, dtype=np.float32), (0.5, 2.25)
    mixed = chime.with_chimes(silence, RATE, events)
    single = chime.chime(RATE)
    found = np.correlate(mixed, single, "valid")
    for event in events:
        place = int(event * RATE)
        assert found[place - 2000 : place + 2000].argmax() == 2000
        assert mixed[place : place + len(single)] == pytest.approx(single, abs=1e-6)
    assert np.count_nonzero(mixed) <= 2 * len(single)


def test_sound_and_chime_are_added_and_only_scaled_as_a_whole():
    generator = np.random.default_rng(0)
    loud = generator.uniform(-0.99, 0.99, 2 * RATE).astype(np.float32)
    mixed = chime.with_chimes(loud, RATE, (1.0,))
    assert np.abs(mixed).max() == pytest.approx(1.0)
    outside = slice(0, RATE)
    scale = float(mixed[outside] @ loud[outside] / (loud[outside] @ loud[outside]))
    assert mixed[outside] == pytest.approx(scale * loud[outside], abs=1e-6), "the proportions stay"
    added = mixed[RATE : RATE + 8000] / scale - loud[RATE : RATE + 8000]
    assert added == pytest.approx(chime.chime(RATE)[:8000], abs=1e-5)


def test_an_event_at_the_end_makes_it_longer_and_none_changes_nothing():
    sound = np.full(RATE, 0.1, dtype=np.float32)
    assert len(chime.with_chimes(sound, RATE, (1.0,))) == RATE + len(chime.chime(RATE))
    assert chime.with_chimes(sound, RATE, ()) == pytest.approx(sound)
    assert len(chime.with_chimes(np.zeros(0, dtype=np.float32), RATE, ())) == 0
