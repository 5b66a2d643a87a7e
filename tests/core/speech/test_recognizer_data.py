"""What the recogniser is trained and tested on: nobody is in two splits, and the words left out are in nothing trained on."""

from pathlib import Path

import numpy as np
import pytest

from core.recipes import recognizer_sets as sets
from core.recipes.recognizer_data import HELD_OUT, LONGEST, Transcribed, kept, noises, ready, spelled, voice_split
from core.recipes.recognizer_examples import Examples
from core.speech import features
from core.speech.letters import decode
from core.speech.results import RATE
from tests.core.speech import made_recordings

TEST_VOICES = {"af_nova", "bm_daniel", "theo", "lucas"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_recordings.folder(tmp_path_factory.mktemp("recordings"))


@pytest.fixture(scope="module")
def clips(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Transcribed]:
    return kept(tmp_path_factory.mktemp("kept") / "clips.npz", folder, ())


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Press 1 now.", "press one now"),
        ("It’s 7 o'clock", "it's seven o'clock"),
        ("dial 15", ""),
        ("(a beep)", ""),
        ("well [cough] yes", ""),
        ("and then ...", ""),
        ("naïve café", "naive cafe"),
        ("4-4", "four four"),
        ("…", ""),
    ],
)
def test_texts_are_spelled_as_they_are_said(said: str, text: str):
    assert spelled(said) == text


@pytest.mark.parametrize(
    ("parts", "split"),
    [
        (["af_nova"], "test"),
        (["af_nova", "bm_daniel"], "test"),
        (["af_nova", "am_eric"], "none"),
        (["am_adam", "bm_daniel"], "none"),
        (["am_adam", "am_eric"], "none"),
        (["am_eric"], "dev"),
        (["am_adam", "af_sky"], "train"),
    ],
)
def test_a_blend_across_splits_belongs_to_none(parts: list[str], split: str):
    assert voice_split(parts) == split


def test_no_voice_is_in_two_splits(clips: list[Transcribed]):
    voices = {
        s: {part for one in clips if one.split == s for part in one.voice.split("+")} for s in ("train", "dev", "test")
    }
    assert (
        not voices["train"] & voices["dev"]
        and not voices["train"] & voices["test"]
        and not voices["dev"] & voices["test"]
    )
    assert TEST_VOICES < voices["test"] and {"am_eric", "george"} < voices["dev"]
    assert {"am_adam", "af_sky", "mix1", "jackson", "nicolas", "so_train", "sc_train", "wuw_train"} < voices["train"]
    assert not {"mix2", "hmix1"} & set.union(*voices.values()) and {one.split for one in clips} == set(voices)
    assert {one.source for one in clips if one.split == "train"}.isdisjoint({"an4", "librispeech"})


def test_only_english_with_a_text_is_kept(clips: list[Transcribed]):
    assert [one.text for one in clips if one.source == "prompts"] == ["press one now"]
    assert {one.text for one in clips if one.source == "keywords"} == {"jarvis", "hey mycroft"}
    assert not [one for one in clips if one.voice.startswith("co_")]


def test_what_is_kept_is_read_again(clips: list[Transcribed], folder: Path, tmp_path: Path):
    first = kept(tmp_path / "clips.npz", folder, ())
    again = kept(tmp_path / "clips.npz", tmp_path / "nowhere", ())
    assert len(first) == len(clips) == len(again)
    for one, other in zip(first, again, strict=True):
        assert (one.text, one.voice, one.source, one.split) == (other.text, other.voice, other.source, other.split)
        assert np.array_equal(one.frames, other.frames)


def test_a_text_that_cannot_belong_to_its_clip_is_left_out():
    wave = made_recordings.burst("0123456789")  # a second
    for text, wanted in (("an ordinary text", True), ("a" * 40, False), ("a", False)):
        assert (ready((lambda: (wave, RATE), text, "voice", "source", "train")) is not None) == wanted
    long = made_recordings.burst((LONGEST // 10 + 10) * "a")
    assert ready((lambda: (long, RATE), LONGEST // 2 * "ab", "voice", "source", "train")) is None
    assert ready((lambda: (0 * wave, RATE), "nothing is heard", "voice", "source", "train")) is None


def test_a_clip_at_another_rate_is_the_same_clip():
    wave = made_recordings.burst("0123456789")
    samples, one = ready((lambda: (np.repeat(wave, 2), 2 * RATE), "an ordinary text", "voice", "source", "train"))
    assert len(samples) == pytest.approx(len(wave), abs=4) and len(one.frames) == features.count(len(samples))


def test_words_left_out_are_in_nothing_that_is_trained_on(clips: list[Transcribed], folder: Path):
    left_out = {one.text for one in clips if one.held_out}
    assert {"my house is red", "we are happy", "a visual aid", "seven"} <= left_out
    assert not HELD_OUT.search("a greenhouse with an unhappy man")  # words that begin so, no others
    examples, said = Examples(clips, noises(folder, "train"), 3000, 0), set()
    for _, (_, labels, lengths) in zip(range(12), examples, strict=False):
        said |= {decode(part.tolist()) for part in labels.split(lengths.tolist())}
    assert len(said) > 40 and not [text for text in said if HELD_OUT.search(text)]


def test_noises_of_the_test_are_none_of_training(folder: Path):
    found = {split: noises(folder, split) for split in ("train", "test")}
    assert all(len(own) > 9 for own in found.values())
    assert not [1 for one in found["train"] for other in found["test"] if np.array_equal(one, other)]


def test_strings_of_digits(clips: list[Transcribed]):
    own = sets.digit_strings(clips)
    assert [len(found) for found in own.values()] == [200, 100]
    for name, found in own.items():
        assert {len(taken) for taken in found} == set(range(1, 7))
        assert all(
            {one.split for one in taken} == {"test"} and len({one.voice for one in taken}) == 1 for taken in found
        )
        assert {any(one.text == "seven" for one in taken) for taken in found} == {"seven" in name}
    joined = sets.tested_on(clips)["digits"]
    assert [one.text for one in joined] == [" ".join(one.text for one in taken) for taken in own["digits"]]


def test_what_is_tested(clips: list[Transcribed]):
    found = sets.tested_on(clips)
    assert all(one.split == "test" for own in found.values() for one in own)
    for name, own in found.items():
        if sets.UNHEARD in name:
            assert all(one.held_out for one in own) and not any(one.held_out for one in found[name.split(",")[0]])
    assert "speechocean, texts never trained on" not in found  # here all of them were
    assert set(sets.word_list("commands, 5 dB")) > set(sets.word_list("digits with seven")) and not sets.word_list(
        "sentences"
    )
    assert all(one.split == "dev" and not one.held_out for own in sets.development(clips).values() for one in own)
