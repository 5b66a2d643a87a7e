"""What a detector is trained on: the labels stand where the word ends, however the example was stretched."""

import numpy as np
import pytest
import torch

from core.recipes import trigger_examples as made
from core.recipes.trigger_data import LEVEL, Utterance
from core.speech import compose, features, trigger
from core.speech.results import RATE


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
    for _ in range(200):
        places = made.hurried(400, generator)
        steps = np.diff(places)
        assert places[0] == 0 and places[-1] == pytest.approx(399) and steps.min() > 0
        paces.append(steps.max() / steps.min())
    assert np.mean(np.isclose(paces, 1.0)) == pytest.approx(0.3, abs=0.1)
    assert np.quantile(paces, 0.9) > 1.8


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
    generator = np.random.default_rng(2)
    for _ in range(30):
        places, mark = made.hurried(400, generator), int(generator.integers(20, 380))
        frames = np.exp(-0.5 * ((np.arange(400) - mark) / 2.0) ** 2).astype(np.float32)[None, :, None]
        heard = made.between(torch.from_numpy(frames), places[None]).numpy()[0, :, 0]
        end = (mark * features.HOP + features.FRAME) / RATE
        (now,) = made.moved([end], places)
        assert (now * RATE - features.FRAME) / features.HOP == pytest.approx(heard.argmax(), abs=1.0)


def test_labels_begin_where_the_word_ends():
    """Loud noise as the word, all else 60 dB below: what is loud stops where the labels start."""
    generator = np.random.default_rng(3)
    burst = LEVEL * generator.standard_normal(RATE // 2).astype(np.float32)
    word = Utterance(burst, "word", "", "", len(burst))
    quiet = Utterance(1e-3 * burst, "other", "", "", len(burst))
    hiss = [1e-6 * generator.standard_normal(RATE).astype(np.float32)]
    pool = made.Pool([word] * 20, [quiet] * 20, [quiet], [quiet], hiss, hiss)
    frames, y, _, named = next(iter(made.Examples(pool, 64, 5)))
    times, found = compose.step_times(y.shape[1]), []
    for loud, labels, names in zip(frames.mean(-1).numpy(), y.numpy(), named.numpy(), strict=True):
        starts = np.flatnonzero(np.diff(labels) > 0) + 1
        if len(starts) != 1 or not labels[:-1].any():
            continue
        assert (names[labels > 0] == pool.names["word"]).all()
        end = int((times[starts[0]] - trigger.STEP_SECONDS) * RATE - features.FRAME) // features.HOP
        found.append(loud[end - 4 : end].mean() - loud[end + 8 : end + 12].mean())
    assert len(found) >= 15 and min(found) > 0.5 and y.shape[1] == trigger.steps(frames.shape[1])
