"""Each change of a recording does what its name says, and the clip's end is where the sound ends then."""

import numpy as np
import pytest
from scipy.signal import welch

from core.recipes import trigger_changes as changes
from core.recipes.trigger_data import LEVEL, Utterance
from core.speech import augment
from core.speech.results import RATE

BEGINS, ENDS = 0.3, 0.95  # seconds of what is heard in a clip
CHANGED = [name for name, change in changes.CHANGES.items() if change.samples]


@pytest.fixture(scope="module")
def clip() -> Utterance:
    """Tones and noise of a telephone's band, silence before and after."""
    generator, t = np.random.default_rng(0), np.arange(round(1.6 * RATE)) / RATE
    wave = np.sin(2 * np.pi * 500 * t) + np.sin(2 * np.pi * 1300 * t) + 0.5 * generator.standard_normal(len(t))
    wave *= (t >= BEGINS) & (t < ENDS)
    wave *= LEVEL / augment.level(wave[int(BEGINS * RATE) : int(ENDS * RATE)])
    return Utterance(wave.astype(np.float32), "word", "somebody", "set", int(ENDS * RATE))


def ended(samples: np.ndarray, share: float) -> float:
    """The second after which no 10 ms are louder than a share of the loudest."""
    block = RATE // 100
    levels = [
        augment.level(part) for part in np.array_split(samples[: len(samples) // block * block], len(samples) // block)
    ]
    return 0.01 * (1 + max(np.flatnonzero(np.array(levels) > share * max(levels))))


@pytest.mark.parametrize("name", CHANGED)
def test_the_end_is_where_the_sound_ends_then(name: str, clip: Utterance):
    made = changes.CHANGES[name].of(clip)
    assert made.samples.dtype == np.float32 and 0 < made.end <= len(made.samples)
    assert ended(made.samples, 0.3 if "room" in name else 0.1) == pytest.approx(made.end / RATE, abs=0.06)
    assert (made.text, made.voice, made.source) == ("word", "somebody", "set")
    kept = min(len(made.samples), len(clip.samples))
    difference = made.samples[:kept] - clip.samples[:kept]
    assert augment.level(difference) > 0.01 * augment.level(clip.samples), "something has changed"
    assert augment.level(made.samples) > 0.2 * augment.level(clip.samples), "and it is still heard"


@pytest.mark.parametrize("change", [changes.tempo(0.7), changes.tempo(1.4), changes.tract(0.85), changes.tract(1.18)])
def test_an_end_at_the_end_stays_within_the_clip(change: changes.Change, clip: Utterance):
    cut = clip.samples[: clip.end]
    made = change.of(Utterance(cut, "word", "", "", len(cut)))
    assert len(made.samples) - RATE // 50 <= made.end <= len(made.samples)
    shorter = changes.Change(lambda samples: samples[:-50]).of(Utterance(cut, "word", "", "", len(cut)))
    assert shorter.end == len(shorter.samples) == len(cut) - 50


def pitch(samples: np.ndarray) -> float:
    """The height of the loudest tone in the middle of a sound, in Hz."""
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    return float(np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 8 * RATE)).argmax() / 8)


TONE = (0.1 * np.sin(2 * np.pi * 440 * np.arange(2 * RATE) / RATE)).astype(np.float32)


@pytest.mark.parametrize("factor", [0.7, 0.85, 1.2, 1.4])
def test_tempo_keeps_the_pitch_and_not_the_length(factor: float):
    made = changes.tempo(factor).samples(TONE)
    assert pitch(made) == pytest.approx(440, rel=0.005)
    assert len(made) == pytest.approx(len(TONE) / factor, abs=2)


@pytest.mark.parametrize("factor", [0.85, 1.18])
def test_another_tract_moves_the_pitch_and_keeps_the_length(factor: float):
    made = changes.tract(factor).samples(TONE)
    assert pitch(made) == pytest.approx(440 * factor, rel=0.005)
    assert len(made) == pytest.approx(len(TONE), abs=RATE // 1000)


def loss(name: str, heights: list[int]) -> np.ndarray:
    """dB that white noise has lost about these Hz."""
    noise = np.random.default_rng(0).standard_normal(4 * RATE).astype(np.float32)
    before, after = (welch(one, RATE, nperseg=800)[1] for one in (noise, changes.CHANGES[name].samples(noise)))
    return 10 * np.log10(before / after)[np.array(heights) // 20]


def test_a_narrow_band_passes_what_lies_in_it():
    for name, limit in (("below 1,800 Hz", 1800), ("below 2,700 Hz", 2700)):
        low, at, high = loss(name, [limit // 3, limit, 2 * limit])
        assert low < 0.5 and at == pytest.approx(12, abs=1) and high > 30
    below, at, within, above = loss("telephone band", [140, 300, 1000, 6800])
    assert below > 25 and at == pytest.approx(12, abs=1.5) and within < 1 and above > 30


def test_a_room_is_the_same_for_every_clip():
    room, click = changes.CHANGES["in a room"], np.zeros(RATE, dtype=np.float32)
    click[200] = 1.0
    heard = room.samples(click)
    assert np.array_equal(heard, room.samples(click)) and augment.level(heard[600:2000]) > 1e-4
    assert room.samples(np.roll(click, 77))[277:8000] == pytest.approx(heard[200 : 8000 - 77], abs=1e-5)


def test_levels_are_those_of_a_clip_that_is_given_this_gain(clip: Utterance):
    for level in (-40, -30, -10, 0):
        change = changes.CHANGES[f"level {level} dBFS"]
        heard = clip.samples[int(BEGINS * RATE) : clip.end] * augment.decibels(change.gain)
        assert 20 * np.log10(augment.level(heard)) == pytest.approx(level, abs=0.01)
        assert change.of(clip) is clip
    assert changes.CHANGES["as recorded"] == changes.Change() and changes.Change().of(clip) is clip


@pytest.mark.parametrize("change", [changes.tempo(0.85), changes.tempo(1.4), changes.tract(0.85), changes.tract(1.18)])
def test_a_changed_tempo_does_not_smear_a_sound_into_the_next(change: changes.Change):
    """A tenth of a second without sound, as before a stop, stays one."""
    noise = np.random.default_rng(0).standard_normal(RATE).astype(np.float32)
    noise[RATE // 2 : RATE // 2 + RATE // 10] = 0
    made = change.samples(noise)
    middle = round(0.55 * RATE / change.faster)
    pause, sound = made[middle - 160 : middle + 160], made[middle + RATE // 8 : middle + RATE // 4]
    assert augment.level(pause) < 0.02 * augment.level(sound)
