"""The sounds that ship: what is said in them stands where it is said to stand, and every file is named and credited."""

import json

import numpy as np
import pytest

from core.recipes.recognizer_data import voice_split
from core.recipes.trigger_presets import LEVEL, PARTS, SCENES
from core.recipes.trigger_words import TEST
from core.speech import audio, compose, letters
from core.speech.arithmetic import OURS
from core.speech.presets import FOLDER, parts, presets, sentences
from core.speech.results import RATE

BLOCK = RATE // 50


def levels(samples: np.ndarray) -> np.ndarray:
    """The level of each 20 ms."""
    count = len(samples) // BLOCK
    return np.sqrt(np.square(samples[: count * BLOCK]).reshape(count, BLOCK).mean(1))


@pytest.mark.parametrize("name", [scene.name for scene in SCENES])
def test_ten_seconds_with_speech_where_it_is_said_to_be(name: str):
    preset = presets()[name]
    clip = audio.read(preset.data)
    assert len(clip.samples) == 10 * RATE and clip.container and not audio.remarks(clip)
    assert OURS.sizes(clip.seconds) == (160_000, 997, 492)
    found = levels(clip.samples)
    quiet = np.ones(len(found), dtype=bool)
    for one in preset.said:
        quiet[int(one.start * 50) - 5 : int(one.end * 50) + 6] = False
    for one in preset.said:
        inside = found[int(one.start * 50) : int(one.end * 50)]
        assert 0.4 < one.end - one.start < 6.0 and one.end < 10
        assert inside.mean() > (1.05 if name == "noise" else 3.0) * found[quiet].mean(), one
        assert found[quiet].max() < inside.max()


def test_the_word_is_marked_where_it_stands_alone():
    for preset in presets().values():
        for one in preset.said:
            assert one.is_word == (one.text == preset.word)
        assert len(preset.ends(preset.word)) == sum(one.is_word for one in preset.said)
        assert preset.ends("another") == ()
    assert not presets()["reading"].ends("activate") and presets()["reading"].human


def test_noise_lies_beneath_the_words_by_what_the_lesson_says():
    preset = presets()["noise"]
    samples = audio.read(preset.data).samples
    between = np.ones(len(samples), dtype=bool)
    for one in preset.said:
        between[int((one.start - 0.1) * RATE) : int((one.end + 0.1) * RATE)] = False
    noise = np.square(samples[between]).mean()
    ratios = []
    for one in preset.said:
        both = np.square(samples[int(one.start * RATE) : int(one.end * RATE)]).mean()
        ratios.append(10 * np.log10(max(1e-9, both - noise) / noise))
    assert ratios == pytest.approx([12, 6, -2], abs=1.5)


def test_parts_to_compose_from():
    assert set(parts()) == {name for name, *_ in PARTS} | {"background"}
    assert len(audio.read(parts()["background"].data).samples) == 10 * RATE
    for name, text, _, word in PARTS:
        samples = audio.read(parts()[name].data).samples
        first, last = compose.speech_bounds(samples)
        said = parts()[name].said[0]
        assert said.text == text and said.is_word == (text == word)
        assert (first / RATE, last / RATE) == pytest.approx((said.start, said.end), abs=0.041)
        assert np.sqrt(np.square(samples[first:last]).mean()) == pytest.approx(LEVEL, rel=0.05)


def test_voices_are_of_the_test_split():
    spoken = {said.voice for scene in SCENES if not scene.human for said in scene.said} | {
        voice for _, _, voice, _ in PARTS
    }
    assert spoken <= set(TEST)


def test_sentences_are_short_and_alone():
    """In the order of the page; those of a person from what may ship, the others by voices that were never trained on."""
    assert list(sentences()) == ["quick", "double", "digits", "commands"]
    for one in sentences().values():
        clip = audio.read(one.data)
        pace = len(one.said) / clip.seconds
        assert 0.5 < clip.seconds < 4.0 and 4 < pace < 22 and not audio.remarks(clip)
        assert one.said == letters.decode(letters.encode(one.said))
        assert one.human == ("PocketSphinx" in one.credit) == ("Kokoro" not in one.voice)
        assert one.human or voice_split(one.voice.split(",")[0].split(" and ")) == "test"
    assert sentences()["commands"].human


def test_small_and_credited():
    mine = [path for path in FOLDER.glob("*.ogg") if not path.stem.startswith("sentences")]
    shipped = (*presets().values(), *parts().values(), *sentences().values())
    assert {path.name for path in mine} == {one.file for one in shipped}
    assert sum(path.stat().st_size for path in mine) < 1_000_000
    credited = " ".join(entry["file"] for entry in json.loads((FOLDER.parent / "CREDITS.json").read_text("utf-8")))
    for path in mine:
        assert path.name in credited or (path.stem.startswith("part_") and "part_*.ogg" in credited)
