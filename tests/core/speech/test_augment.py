"""Changes of the sound do what their names say."""

import numpy as np
import pytest

from core.speech import augment
from core.speech.results import RATE


def test_noise_falls_with_frequency_as_asked():
    for slope in (0.0, 1.0, 2.0):
        wave = augment.noise(20 * RATE, slope, generator=np.random.default_rng(3))
        power = np.abs(np.fft.rfft(wave.astype(np.float64))) ** 2
        heights = np.fft.rfftfreq(len(wave), 1 / RATE)
        bands = [(heights > f) & (heights < 2 * f) for f in (200, 400, 800, 1600, 3200)]
        octaves = [np.log2(power[band].mean()) for band in bands]
        assert np.polyfit(range(5), octaves, 1)[0] == pytest.approx(-slope, abs=0.1)
        assert augment.level(wave) == pytest.approx(1.0, abs=1e-3)


def test_distance_is_in_decibels():
    signal, noise = 0.2, np.random.default_rng(0).normal(size=1000)
    for ratio in (-5.0, 0.0, 10.0, 40.0):
        put = augment.at_distance(signal, noise, ratio)
        assert 20 * np.log10(signal / augment.level(put)) == pytest.approx(ratio, abs=1e-3)


def test_faster_is_higher_and_shorter():
    tone = np.sin(2 * np.pi * 400 * np.arange(RATE) / RATE).astype(np.float32)
    made = augment.faster(tone, 1.25)
    peak = np.abs(np.fft.rfft(made)).argmax() * RATE / len(made)
    assert len(made) == pytest.approx(RATE / 1.25, abs=2) and peak == pytest.approx(500, abs=2)


def test_a_room_rings_on_after_the_sound():
    click = np.zeros(RATE, dtype=np.float32)
    click[100] = 1.0
    heard = augment.room(click, generator=np.random.default_rng(1))
    after = [augment.level(heard[101 + i : 101 + i + 800]) for i in (800, 2400, 4000)]
    assert heard[100] > 0.5 and len(heard) == len(click) and heard[:100] == pytest.approx(0, abs=1e-6)
    assert after[0] > after[1] > after[2]


def test_a_colour_leaves_length_and_is_linear():
    wave = np.random.default_rng(0).normal(size=4000).astype(np.float32)
    one, two = (augment.colour(k * wave, generator=np.random.default_rng(5)) for k in (1, 2))
    assert len(one) == len(wave) and two == pytest.approx(2 * one, abs=1e-4) and abs(one - wave).max() > 0.1


def test_a_narrow_line_loses_what_is_high():
    """12 dB at the limit, next to nothing two octaves below, all but nothing two above."""
    t = np.arange(RATE) / RATE
    loss = {}
    for height in (500, 2000, 7900):
        tone = np.sin(2 * np.pi * height * t).astype(np.float32)
        loss[height] = 20 * np.log10(augment.level(tone) / augment.level(augment.narrowed(tone, 2000.0)))
    assert loss[500] < 0.2 and loss[2000] == pytest.approx(20 * np.log10(4), abs=0.01) and loss[7900] > 50


def test_stress_is_in_decibels_and_runs_straight_between_its_places():
    made = augment.stressed(np.ones(1001, dtype=np.float32), np.array([0.0, 20.0, -20.0]))
    assert made[[0, 500, 1000]] == pytest.approx([1.0, 10.0, 0.1], rel=1e-4)
    assert made[[250, 750]] == pytest.approx([5.5, 5.05], rel=1e-3)
    assert augment.stressed(np.ones(5, dtype=np.float32), -6.0) == pytest.approx(10 ** (-6 / 20), rel=1e-5)
