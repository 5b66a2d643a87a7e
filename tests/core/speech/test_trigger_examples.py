"""What a detector is trained on: the labels stand where the word ends, however the example was stretched."""

import numpy as np
import pytest
import torch

from core.recipes import trigger_examples as made
from core.recipes.trigger_data import LEVEL, Utterance
from core.speech import augment, compose, features, trigger
from core.speech.results import RATE

READ = float(np.exp(-0.75))  # of the frames, where an example is slowed down most


def test_frames_between_frames_are_numpys():
    generator = np.random.default_rng(0)
    frames = generator.normal(size=(3, 50, 4)).astype(np.float32)
    places = np.sort(generator.uniform(0, 49, (3, 50)), axis=1)
    places[:, 0], places[:, -1] = 0, 49
    found = made.between(torch.from_numpy(frames), places).numpy()
    for one, at, got in zip(frames, places, found, strict=True):
        wanted = [np.interp(at, np.arange(50), band) for band in one.T]
        assert got == pytest.approx(np.stack(wanted, axis=1), abs=1e-5)


def test_hurrying_keeps_the_order_and_the_length_and_changes_the_pace():
    generator = np.random.default_rng(1)
    paces = []
    for _ in range(400):
        places = made.hurried(400, generator)
        steps = np.diff(places)
        assert len(places) == 400 and places[0] >= 0 and places[-1] <= 399 + 1e-9 and steps.min() > 0
        paces.append(steps.max() / steps.min())
    assert np.mean(np.isclose(paces, 1.0)) == pytest.approx(0.2, abs=0.06)
    assert np.quantile(paces, 0.9) > 1.8


def test_what_is_slowed_is_a_part_from_anywhere_and_all_else_is_read_to_its_end():
    generator = np.random.default_rng(4)
    found = [made.hurried(400, generator) for _ in range(600)]
    read = np.array([places[-1] - places[0] for places in found])
    slower = read < 398.99
    assert all(places[0] == 0 for places, part in zip(found, slower, strict=True) if not part)
    assert read[~slower] == pytest.approx(399) and READ * 399 <= read.min() < 1.03 * READ * 399
    assert slower.mean() == pytest.approx(0.8 * 0.75 / 1.1, abs=0.06)
    begins = np.array([places[0] for places in found])[slower] / (399 - read[slower])
    assert begins.min() < 0.02 and begins.max() > 0.98 and begins.mean() == pytest.approx(0.5, abs=0.06)


def test_what_is_hidden_holds_the_mean_of_its_band_and_the_rest_stays():
    generator = np.random.default_rng(3)
    frames = torch.from_numpy(generator.normal(-7, 4, (400, 60, 40)).astype(np.float32))
    hidden = (found := made.masked(frames, generator)) != frames
    assert torch.equal(found[hidden], frames.mean(dim=1, keepdim=True).expand_as(frames)[hidden])
    touched = hidden.any(dim=(1, 2))
    assert touched.float().mean().item() == pytest.approx(0.6, abs=0.08)
    bands, moments = hidden.all(dim=1).sum(dim=1), hidden.all(dim=2).sum(dim=1)
    assert bands.max() in range(9, 13) and moments.max() in range(7, 11)
    assert (hidden == (hidden.all(dim=1)[:, None] | hidden.all(dim=2)[:, :, None])).all()


def test_a_moment_is_found_where_its_frame_went():
    """A mark on one frame, and the frame at which it is loudest afterwards, are as far apart as `moved` says."""
    generator, left_out = np.random.default_rng(2), 0
    for _ in range(100):
        places, mark = made.hurried(400, generator), int(generator.integers(20, 380))
        frames = np.exp(-0.5 * ((np.arange(400) - mark) / 2.0) ** 2).astype(np.float32)[None, :, None]
        heard = made.between(torch.from_numpy(frames), places[None]).numpy()[0, :, 0]
        now = made.moved([("word", seconds(mark))], places)
        if places[0] <= mark <= places[-1]:
            ((text, end),) = now
            assert text == "word"
            assert (end * RATE - features.FRAME) / features.HOP == pytest.approx(heard.argmax(), abs=1.0)
        else:
            left_out += 1
            assert not now and heard.argmax() in (0, 399)
    assert 4 <= left_out <= 40


def test_of_what_is_said_only_what_is_read_is_left():
    places = np.linspace(100, 300, 400)
    said = [(str(mark), seconds(mark)) for mark in (0, 99, 101, 200, 299, 301, 399)]
    now = made.moved(said, places)
    assert [text for text, _ in now] == ["101", "200", "299"]
    assert [end for _, end in now] == pytest.approx([seconds((m - 100) * 399 / 200) for m in (101, 200, 299)])
    assert made.moved([], places) == []


def seconds(frame: int | float) -> float:
    """When the last sample of this frame is heard."""
    return (frame * features.HOP + features.FRAME) / RATE


def burst(lowest: float, highest: float, generator: np.random.Generator) -> np.ndarray:
    """Half a second of noise between these Hz."""
    spectrum = np.fft.rfft(generator.standard_normal(RATE // 2))
    heights = np.fft.rfftfreq(RATE // 2, 1 / RATE)
    wave = np.fft.irfft(spectrum * ((heights > lowest) & (heights < highest)), RATE // 2)
    return (LEVEL * wave / augment.level(wave)).astype(np.float32)


def test_labels_begin_where_the_word_ends_in_the_words_own_column(monkeypatch: pytest.MonkeyPatch):
    """Loud noise as the words, one low and one high, all else 60 dB below: what is loud stops where the labels start."""
    generator = np.random.default_rng(3)
    waves = {"low": burst(100, 800, generator), "high": burst(900, 6000, generator)}
    words = [
        made.Spoken(name, [clip] * 20, [clip] * 20, [clip] * 20, [])
        for name, clip in ((name, Utterance(wave, name, "", "", len(wave))) for name, wave in waves.items())
    ]
    quiet = Utterance(1e-3 * burst(100, 7000, generator), "other", "", "", RATE // 2)
    hiss = [generator.standard_normal(RATE).astype(np.float32)]
    pool = made.Pool(words, [quiet] * 20, [quiet], [quiet.samples], hiss)
    monkeypatch.setattr(
        made, "fragment", lambda one, generator: quiet.samples
    )  # else a part of the word goes on after it
    frames, y, weights, named = next(iter(made.Examples(pool, 64, 5)))
    assert y.shape == weights.shape == (64, trigger.steps(frames.shape[1]), 2) and named.shape == y.shape[:2]
    times, found = compose.step_times(y.shape[1]), {"low": [], "high": []}
    own_bands = {"low": features.centres() < 850, "high": features.centres() > 850}
    for heard, labels, sure, names in zip(frames.numpy(), y.numpy(), weights.numpy(), named.numpy(), strict=True):
        starts = np.argwhere(np.diff(labels, axis=0) > 0)
        if len(starts) != 1 or not labels[:-1].any():
            continue
        (step, column), name = starts[0] + [1, 0], words[starts[0][1]].name
        assert not labels[:, 1 - column].any() and (sure[:-7, 1 - column] == 1).all()
        assert (sure[step - 4 : step + 3, column] == 0).all() and sure[:, column].sum() >= len(sure) - 10
        assert (names[labels[:, column] > 0] == pool.names[name]).all()
        end = int((times[step] - trigger.STEP_SECONDS) * RATE - features.FRAME) // features.HOP
        fall = heard[end - 4 : end].mean(0) - heard[end + 8 : end + 12].mean(0)
        own = own_bands[name]
        found[name].append(fall[own].mean())
        assert fall[own].mean() > fall[~own].mean(), "what ends there is the word of that column"
    assert min(map(len, found.values())) >= 8 and sum(map(len, found.values())) >= 25
    assert min(map(min, found.values())) > 0.5


def test_a_word_is_said_by_people_more_often_than_not_and_alone_where_it_is_cut():
    """Where nobody but synthetic voices says it, they do."""
    generator = np.random.default_rng(0)
    clips = {kind: Utterance(np.zeros(1), kind, "", "", 1) for kind in ("synthetic", "people", "within")}
    both = made.Spoken("word", *([clips[kind]] for kind in clips), [])
    drawn = [both.one(generator).text for _ in range(1000)]
    shares = {kind: drawn.count(kind) / 1000 for kind in clips}
    assert shares == pytest.approx({"synthetic": 0.3, "people": 0.45, "within": 0.25}, abs=0.06)
    assert {both.one(generator, alone=True).text for _ in range(50)} == {"synthetic", "people"}
    assert {made.Spoken("word", [clips["synthetic"]], [], [], []).one(generator).text for _ in range(9)} == {
        "synthetic"
    }
