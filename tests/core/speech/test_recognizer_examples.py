"""Examples for the recogniser: what is done to frames does what it says, and each label can be spelled in its steps."""

import numpy as np
import pytest
import torch
from torch.nn.functional import ctc_loss

from core.recipes import recognizer_examples as made
from core.recipes.recognizer_data import Transcribed
from core.speech import features
from core.speech.letters import decode, encode
from core.speech.recognizer import steps

BANDS = features.MELS


def random(frames: int, seed: int = 0) -> np.ndarray:
    """Frames (F, M) about as loud as speech."""
    return np.random.default_rng(seed).normal(-7, 2, (frames, BANDS)).astype(np.float32)


def clip(text: str, frames: int, voice: str = "one", source: str = "sentences") -> Transcribed:
    """With frames that nobody else has."""
    return Transcribed(random(frames, sum(map(ord, text + voice))).astype(np.float16), text, voice, source, "train")


@pytest.fixture(scope="module")
def clips() -> list[Transcribed]:
    """Fast speech, so that some labels hardly fit: 26 letters a second at most."""
    sentences = [clip("a bee sees all the woods", 93), clip("well", 40), clip("the long way home at last", 700)]
    digits = [
        clip(digit, 30, voice, source) for digit in ("one", "three") for voice in "ab" for source in ("words", "fsdd")
    ]
    people = [clip("three", 25, voice, "commands") for voice in "cde"]
    rest = [clip("a good egg", 60, "f", source) for source in ("speechocean", "wuw", "keywords", "prompts")]
    return [
        *sentences,
        *digits,
        *people,
        *rest,
        clip("never", 40, "g", "sentences"),
        clip("sheila", 40, "g", "commands"),
    ]


def test_every_label_fits_in_its_steps(clips: list[Transcribed]):
    """PyTorch's loss is infinite where none of a label's paths is as short as the example."""
    examples = made.Examples(clips, [random(50)], 4000, 1)
    for _, (frames, labels, lengths) in zip(range(25), examples, strict=False):
        assert frames.dtype == torch.float32 and bool(torch.isfinite(frames).all()) and frames.shape[2] == BANDS
        log_probs = torch.full((steps(frames.shape[1]), len(frames), 29), -np.log(29.0))
        taken = torch.full((len(frames),), len(log_probs))
        assert bool(torch.isfinite(ctc_loss(log_probs, labels, taken, lengths, reduction="none")).all())
        assert len(frames) * frames.shape[1] <= 4000 + 25 * len(frames)


def test_training_begins_with_short_clear_speech(clips: list[Transcribed]):
    examples = made.Examples(clips, [random(50)], 4000, 2)
    examples.easy = True
    said = set()
    for _, (frames, labels, lengths) in zip(range(10), examples, strict=False):
        said |= {decode(part.tolist()) for part in labels.split(lengths.tolist())}
        assert frames.shape[1] <= made.EASY + 25
    assert "well" in said and {"a good egg", "the long way home at last"}.isdisjoint(said)


def test_late_in_training_examples_are_changed_half_as_often(clips: list[Transcribed], monkeypatch: pytest.MonkeyPatch):
    rooms, shares = [], []
    monkeypatch.setattr(made, "in_a_room", lambda x, *_: rooms.append(1) or x)
    for calm in (False, True):
        examples, count = made.Examples(clips, [random(50)], 4000, 8), 0
        examples.calm = calm
        rooms.clear()
        for _, (frames, _, _) in zip(range(60), examples, strict=False):
            count += len(frames)
        shares.append(len(rooms) / count)
    assert shares == pytest.approx([0.35, 0.175], abs=0.05)


def test_joined_clips_stand_whole_and_in_order():
    generator, parts = np.random.default_rng(3), [clip(text, 20) for text in ("one", "two", "three")]
    for _ in range(20):
        x, labels = made.joined(parts, generator)
        assert decode(labels) == "one two three" and 60 <= len(x) < 60 + 2 * 30
        at = 0
        for part in parts:
            found = [i for i in range(at, len(x) - 19) if np.array_equal(x[i : i + 20], part.frames.astype(np.float32))]
            assert len(found) == 1 and found[0] - at < 30
            at = found[0] + 20
        assert at == len(x)


def test_what_surrounds_a_clip_is_quiet():
    generator, x = np.random.default_rng(4), random(30)
    starts = set()
    for _ in range(60):
        found = made.surrounded(x, 45, generator)
        (start,) = (i for i in range(16) if np.array_equal(found[i : i + 30], x))
        starts.add(start)
        around = np.concatenate([found[:start], found[start + 30 :]])
        assert len(found) == 45 and abs(around.mean() - np.quantile(x, 0.1, axis=0).mean()) < 0.15
    assert {0, 15} < starts
    assert np.array_equal(made.surrounded(x, 30, generator), x)


@pytest.mark.parametrize("ratio", [20.0, 10.0, 0.0])
def test_noise_lies_as_far_below_as_it_is_said(ratio: float):
    generator, x, noise = np.random.default_rng(5), random(200), random(90, seed=1) + 3.0
    power, found = np.exp(x.astype(np.float64)), np.exp(made.with_noise(x, noise, ratio, generator).astype(np.float64))
    assert 10 * np.log10(power.mean() / (found - power).mean()) == pytest.approx(ratio, abs=0.01)
    assert np.allclose((found - power)[:90] / (found - power)[90:180], 1, rtol=0.02)  # and again from its start


@pytest.mark.parametrize("faster", [0.85, 1.0, 1.18])
def test_a_tempo_is_numpys_interpolation(faster: float):
    x = random(101)
    found = made.at_tempo(x, faster)
    assert len(found) == round(101 / faster)
    wanted = [np.interp(np.linspace(0, 100, len(found)), np.arange(101), band) for band in x.T]
    assert found == pytest.approx(np.stack(wanted, axis=1), abs=1e-4)


@pytest.mark.parametrize("higher", [0.88, 1.0, 1.12])
def test_a_shorter_tract_brings_resonances_higher(higher: float):
    centres = features.centres()
    for formant in (700.0, 1500.0, 3000.0):
        x = -np.square(np.log(centres / formant))[None].repeat(3, axis=0).astype(np.float32)
        place = np.interp(higher * formant, centres, np.arange(BANDS))
        assert made.another_tract(x, higher)[1].argmax() == pytest.approx(place, abs=1.0)


def test_a_room_is_a_tail_of_the_power_that_is_said():
    x = np.full((200, BANDS), -60.0)
    x[10] = 0.0  # a clap, its power 1
    seconds, late = 0.4, np.log(0.5)
    tail = np.exp(made.in_a_room(x, seconds, late)) - features.OFFSET
    assert tail[10] == pytest.approx(1.0, abs=1e-3) and np.all(tail[:10] < 1e-9)
    assert tail[11:].sum(axis=0) == pytest.approx(0.5, rel=0.01)
    fell = 10 * np.log10(tail[12, 0] / tail[12 + 20, 0])  # over half of the time
    assert fell == pytest.approx(30.0, abs=0.2)


def test_the_telephone_lets_its_band_through():
    x, centres = np.zeros((5, BANDS), dtype=np.float32), features.centres()
    found = made.telephone(x)
    inside = (centres >= 300) & (centres <= 3400)
    assert found[:, inside] == pytest.approx(0.0, abs=1e-5)
    assert found[:, ~inside] == pytest.approx(np.log(1e-3 + features.OFFSET), abs=1e-5) and not inside.all()


def test_what_is_masked_holds_the_mean_of_its_band_and_the_rest_stays():
    generator, x, bands, moments = np.random.default_rng(6), random(300), [], []
    mean = x.mean(axis=0)
    for _ in range(300):
        found = made.masked(x, generator)
        hidden = found != x
        assert np.array_equal(found[hidden], np.broadcast_to(mean, x.shape)[hidden])
        assert np.array_equal(hidden, hidden.all(axis=0) | hidden.all(axis=1)[:, None])
        bands.append(hidden.all(axis=0).sum())
        moments.append(hidden.all(axis=1).sum())
    assert max(bands) in (11, 12) and max(moments) in range(25, 31) and min(bands) < 3 and min(moments) < 4
    assert (made.masked(random(12), generator) == random(12)).any(axis=1).all()  # nothing of a short word is lost


def test_labels_are_those_of_the_clips(clips: list[Transcribed]):
    said = {one.text for one in clips if not one.held_out}
    examples = made.Examples(clips, [random(50)], 4000, 7)
    _, labels, lengths = next(iter(examples))
    words = {word for text in said for word in text.split()}
    for part in labels.split(lengths.tolist()):
        text = decode(part.tolist())
        assert set(text.split()) <= words and encode(text) == tuple(part.tolist())
