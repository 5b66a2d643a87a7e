"""The picture's Python side: what is decoded equals what went in, windows of long clips, resting states, hostile browsers."""

import math
import re
from dataclasses import replace

import librosa
import numpy as np
import pytest
import streamlit as st

from app import theme
from app.kit import wire
from app.kit.exchange import Exchange, Message
from app.lessons.speech.trigger_word import picture as module
from app.lessons.speech.trigger_word.picture import WINDOW, Rest, draw
from app.lessons.speech.trigger_word.picture.payload import COLUMNS, DECIBELS, build, centres, subject
from app.lessons.speech.trigger_word.picture.rest import fit, parse, span
from app.lessons.speech.trigger_word.waveform import PARTS, envelope
from core.speech import chime, features
from core.speech.options import DetectorConfig
from core.speech.results import RATE, Clip, Hearing
from tests.app.colours import least_distance
from tests.app.pictures import unpacked
from tests.app.strings import english
from tests.lessons.trigger_word.samples import HOP, WORDS, heard, hearing, probabilities, samples

ENGLISH = english("scope.")

SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(module.HERE.glob("**/*.js")))
CONFIG = DetectorConfig()


def levels(numbers: dict, arrays: dict) -> np.ndarray:
    """The spectrogram in dB below the loudest cell, as the browser reads it."""
    return numbers["levels"]["low"] * (1 - arrays["spectrogram"] / 255)


def test_what_is_packed_comes_out():
    rng = np.random.default_rng(0)
    arrays = {
        "bytes": rng.integers(0, 255, (3, 7), dtype=np.uint8),
        "small": rng.integers(-127, 127, 5, dtype=np.int8),
        "sound": rng.integers(-32768, 32767, 11, dtype=np.int16),
        "none": np.zeros((0, 4), dtype=np.float32),
        "p": rng.random((4, 3), dtype=np.float32)[:, ::2],
    }
    header, found = unpacked(wire.pack({"said": "안녕 \u202e"}, arrays))
    assert header == {"said": "안녕 \u202e"}
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array)
    with pytest.raises(ValueError, match="float64"):
        wire.pack({}, {"p": np.zeros(3)})


@pytest.mark.parametrize(("seconds", "start"), [(10.0, 0.0), (75.0, 0.0), (75.0, 20.5), (75.0, 45.0), (3.333, 0.0)])
def test_what_is_decoded_equals_what_went_in(seconds, start):
    taken = hearing(seconds)
    numbers, arrays = unpacked(wire.pack(*build(taken, start)))
    first, count = round(start * RATE), round(span(seconds) * RATE)
    sound = taken.clip.samples[first : first + count]
    np.testing.assert_allclose(arrays["sound"] / 32767, sound, atol=0.5001 / 32767)
    np.testing.assert_array_equal(arrays["probabilities"], taken.detection.probabilities)
    assert (numbers["seconds"], numbers["start"], numbers["rate"]) == (taken.clip.seconds, start, RATE)
    assert (numbers["step"], numbers["first"]) == (taken.detection.step_seconds, taken.detection.first_seconds)

    found, (at, wide) = levels(numbers, arrays), (numbers["levels"]["at"], numbers["levels"]["wide"])
    pool, columns = round(wide / taken.hop_seconds), len(found)
    assert columns <= COLUMNS + 2 and wide == pool * taken.hop_seconds
    decibels = DECIBELS * (taken.frames - taken.frames.max())
    middles = (taken.clip.seconds - (len(taken.frames) - 1) * taken.hop_seconds) / 2 + taken.hop_seconds * np.arange(
        len(taken.frames)
    )
    step = -numbers["levels"]["low"] / 255
    for column in range(columns):  # each is the mean of the frames that lie within it
        inside = np.abs(middles - (at + column * wide)) < wide / 2
        assert inside.sum() == pool or column == columns - 1
        np.testing.assert_allclose(found[column], decibels[inside].mean(0), atol=0.5001 * step + 1e-4)
    assert at - wide / 2 <= max(start, middles[0]) and at + (columns - 0.5) * wide >= min(
        start + span(seconds), middles[-1]
    )


def test_envelope_is_that_of_every_part():
    wave = samples(3.0)
    found = envelope(wave, 100)
    for part, (low, high) in zip(np.array_split(wave, 100), found, strict=True):
        assert low == round(127 * float(part.min())) and high == round(127 * float(part.max()))
    assert envelope(wave).shape == (PARTS, 2) and envelope(wave[:7]).shape == (7, 2)
    assert envelope(np.array([-3.0, 3.0], dtype=np.float32), 1).tolist() == [[-127, 127]]


def test_bands_are_those_of_the_detector():
    np.testing.assert_allclose(centres(40), librosa.mel_frequencies(42, fmin=60, fmax=7600)[1:-1], rtol=1e-6)
    np.testing.assert_allclose(centres(features.MELS), features.centres(), rtol=1e-6)


def test_a_window_of_ten_minutes_is_small_enough():
    taken = hearing(600.0)
    data = wire.pack(*build(taken, 300.0))
    numbers, arrays = unpacked(data)
    assert len(arrays["sound"]) == WINDOW * RATE and len(arrays["probabilities"]) == len(taken.detection.probabilities)
    assert len(data) < 1_200_000
    np.testing.assert_allclose(arrays["sound"] / 32767, taken.clip.samples[300 * RATE : 330 * RATE], atol=2e-5)


@pytest.mark.parametrize("wave", [np.zeros(0), np.zeros(100), np.zeros(3 * RATE), np.full(RATE, 2.0)], ids=len)
def test_odd_sounds_can_be_drawn(wave):
    wave = wave.astype(np.float32)
    count = max(0, 1 + (len(wave) - 512) // HOP)
    frames = np.full((count, 40), np.log(1e-6), dtype=np.float32)
    taken = heard(Hearing(Clip(wave, RATE), frames, 0.01, None), probabilities(len(wave) / RATE))
    numbers, arrays = unpacked(wire.pack(*build(taken, 0.0)))
    assert all(np.isfinite(value) for value in numbers["levels"].values()) and numbers["levels"]["low"] < 0
    assert arrays["spectrogram"].shape == (count, 40) and len(arrays["sound"]) == len(wave)
    assert not count or (levels(numbers, arrays) == 0).all()


def test_another_sound_or_detector_is_another_subject():
    taken = hearing(3.0)
    assert subject(taken) == subject(hearing(3.0, DetectorConfig(smoothing=5)))
    assert subject(taken) != subject(hearing(3.0, seed=1))
    assert subject(taken) != subject(heard(taken, taken.detection.probabilities[::-1].copy()))


def test_resting_states_fit_the_clip():
    assert fit(Rest(4.61234, 0.60049, 3.0), 10.0) == Rest(4.612, 0.6, 0.0)
    assert fit(Rest(99.0, 7.0, -1.0), 10.0) == Rest(10.0, 1.0, 0.0)
    assert fit(Rest(50.0, 0.5, 40.0), 75.0) == Rest(50.0, 0.5, 40.0)
    assert fit(Rest(50.0, 0.5, 0.0), 75.0) == Rest(50.0, 0.5, 40.0), "the window moves to the cursor"
    assert fit(Rest(74.0, 0.5, 0.0), 75.0) == Rest(74.0, 0.5, 45.0)
    assert fit(Rest(1.0, 0.5, 44.0), 75.0) == Rest(1.0, 0.5, 0.0)
    for total in (0.0, 0.4567, 9.9999, 61.23456):
        kept = fit(Rest(1e9, 0.3, 1e9), total)
        assert kept == fit(kept, total) and kept.seconds <= total and kept.start + span(total) <= total + 1e-3


GOOD = {"seconds": 4.6, "threshold": 0.6, "start": 0.0, "chunk": 0.0, "forget": False, "subject": 7, "number": 5}


def test_messages():
    assert parse(GOOD, 7, 10.0) == Message(5, Rest(4.6, 0.6, 0.0), True)
    for hostile in (
        {"subject": 8}, {"subject": None}, {"seconds": "4"}, {"seconds": math.nan}, {"threshold": math.inf},
        {"threshold": True}, {"start": None}, {"start": [1]}, {"seconds": {}},
        {"chunk": 0.3}, {"chunk": None}, {"chunk": True}, {"forget": 1}, {"forget": None},
    ):  # fmt: skip
        assert parse(GOOD | hostile, 7, 10.0) == Message(5), hostile
    assert parse(GOOD | {"chunk": 0.5, "forget": True}, 7, 10.0).value == Rest(4.6, 0.6, 0.0, 0.5, True)
    for nothing in (None, 3, "x", [], {}, GOOD | {"number": "1"}, GOOD | {"number": True}, GOOD | {"number": None}):
        assert parse(nothing, 7, 10.0) is None
    assert parse(GOOD | {"seconds": -1e300, "threshold": 1e300, "start": 10**30}, 7, 75.0).value == Rest(0, 1, 0)


def test_only_the_page_makes_it_jump():
    there, moved = Rest(1.0), Rest(2.0, 0.7)
    known: Exchange[Rest] = Exchange(subject=7, order=there, given=there)
    assert known.settle(there, 7, Message(1, moved, True)) == moved
    assert known.settle(moved, 7, Message(1, moved, True)) == moved and known.number == 0
    assert known.settle(Rest(3.0), 7, Message(1, moved, True)) == Rest(3.0) and known.number == 1
    assert known.settle(Rest(3.0), 8, Message(2)) == Rest(3.0) and known.number == 2, "another sound"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch):
    """The arguments of the last drawing."""
    given: dict = {}
    monkeypatch.setattr(module, "_component", lambda **arguments: given.update(arguments))
    monkeypatch.setattr(st, "session_state", {})
    return given


def test_neither_cursor_nor_threshold_is_sent_again(drawn):
    taken, rest = hearing(40.0), Rest(4.0, 0.6)
    arguments = {"config": CONFIG, "key": "k", "labels": {}, "words": WORDS}
    assert draw(taken, rest=rest, **arguments) == rest
    first = drawn["data"]
    number = unpacked(first)[0]["subject"]
    st.session_state["k"] = {"rest": GOOD | {"seconds": 9.0, "threshold": 0.3, "subject": number, "number": 1}}
    moved = Rest(9.0, 0.3)
    assert draw(taken, rest=rest, **arguments) == moved and drawn["data"] == first, "a page that forgets"
    later = replace(CONFIG, threshold=0.3)
    assert draw(hearing(40.0, later), rest=moved, **arguments | {"config": later}) == moved
    assert drawn["data"] == first
    st.session_state["k"]["rest"] |= {"start": 8.0, "number": 2}
    assert draw(taken, rest=moved, **arguments).start == 8.0
    assert unpacked(drawn["data"])[0]["start"] == 8.0


def test_the_header_says_all(drawn):
    config = DetectorConfig(0.9, smoothing=5, agree=2, refractory=0.7)
    draw(
        hearing(3.0),
        config=config,
        rest=Rest(1.0, 0.4),
        key="k",
        labels=ENGLISH | {"chime": "ding"},
        words=WORDS,
        present=True,
    )
    header, _ = unpacked(drawn["data"])
    assert header["events"] == {"smoothing": 5, "agree": 2, "refractory": 0.7}
    rest = {"seconds": 1.0, "threshold": 0.4, "start": 0.0, "chunk": 0.0, "forget": False}
    assert header["rest"] == rest and header["present"] is True
    assert header["labels"] == ENGLISH | {"chime": "ding"}
    assert header["words"][2] == ["activate", 4.0, 4.6]


def test_the_callback_hears_only_what_fits(drawn):
    said = []
    draw(hearing(3.0), config=CONFIG, rest=Rest(), key="k", labels={}, on_change=said.append)
    number = unpacked(drawn["data"])[0]["subject"]
    for value in (
        GOOD | {"subject": number, "seconds": 2.0},
        GOOD,
        GOOD | {"subject": number, "threshold": "high"},
        None,
    ):
        st.session_state["k"] = {"rest": value}
        drawn["on_rest_change"]()
    assert said == [Rest(2.0, 0.6)]


def test_every_word_is_used_and_there():
    used = set(re.findall(r"labels\.(\w+)", SCRIPTS))
    quoted = set(re.findall(r'"(\w+)"', SCRIPTS))
    assert used <= set(ENGLISH)
    icons = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub"}
    families = {"save_svg", "save_png", "svg", "png", "table", "waveform", "spectrogram", "probability"}
    assert set(ENGLISH) - used <= quoted | icons | families
    for text in ENGLISH.values():
        assert set(re.findall(r"\{(\w+)\}", text)) <= set(re.findall(r"\b(\w+)\b", SCRIPTS))


def test_meanings_are_told_apart():
    for mode in theme.THEMES:
        marks = {name: colours[f"mark_{mode}"] for name, colours in module.MEANINGS.items()}
        for one, two in (("probability", "threshold"), ("probability", "input"), ("threshold", "input")):
            assert least_distance(marks[one], marks[two]) >= 11, (mode, one, two)


def test_the_chime_is_the_one_in_the_file():
    source = (module.HERE / "js" / "chime.js").read_text("utf-8")
    tones = [tuple(map(float, pair)) for pair in re.findall(r"\[([\d.]+), ([\d.]+)\]", source.partition(";")[0])]
    assert tones == list(chime.TONES)
    for name, value in (("FALL", chime.FALL), ("RISE", chime.RISE), ("LENGTH", chime.SECONDS)):
        assert float(re.search(rf"{name} = ([\d.]+)", source)[1]) == value
