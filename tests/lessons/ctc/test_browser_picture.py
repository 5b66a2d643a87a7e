"""The picture of CTC in Chromium: all that stands in it is what core makes of the sound."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.lessons.speech.ctc.picture import Rest
from core.speech import ctc
from tests.lessons.ctc.picturing import alone, every, shows, stage, within
from tests.lessons.ctc.samples import log_probs
from tests.lessons.ctc.saying import DEFAULT, LABELS


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def test_the_first_screen_says_what_core_says(picture):
    """One path of greedy's is more probable than the best of the label's, and all of the label's more than all of greedy's."""
    page = picture()
    it = shows(page, "quick", DEFAULT)
    assert (it.greedy_text, it.text) == ("the quik", "the quick")
    assert it.greedy.best_log_probability > it.trellis.best_log_probability
    assert it.greedy.log_probability < it.trellis.log_probability
    expect(stage(page)).to_contain_text(LABELS["greedy_says"].format(symbol="–"))
    expect(within(page, ".numbers > div").last).to_contain_text("though")


def test_at_every_other_frame_it_says_so_too(picture):
    page = picture(step=0)
    shows(page, "quick", Rest(0))
    for step, keys in ((1, ["ArrowRight"]), (22, ["ArrowRight"] * 21), (59, ["End"]), (58, ["ArrowLeft"])):
        for key in keys:
            stage(page).press(key)
        shows(page, "quick", Rest(step))


@pytest.mark.parametrize(
    ("name", "label", "step"),
    [
        ("hello", "", 20),
        ("hello", "helo", 19),
        ("one", "", 0),
        ("wild", "", 25),
    ],
)
def test_other_sounds_and_labels(picture, name, label, step):
    shows(picture(sound=name, step=step, label=label), name, Rest(step, label))


@pytest.mark.parametrize(("name", "label"), [("one", "ab"), ("quick", "ab" * 30)])
def test_a_label_that_is_too_long_says_how_many_frames_it_needs(picture, name, label):
    it = shows(picture(sound=name, step=0, label=label), name, Rest(0, label))
    assert bool(it.path) == (ctc.needed(it.symbols) <= len(it.top))


@pytest.mark.parametrize("wrongly", ["space", "dropped", "path"])
def test_mistakes_are_made_and_marked(picture, wrongly):
    page = picture(sound="hello", step=20, wrongly=wrongly)
    it = shows(page, "hello", Rest(20), wrongly)
    letters = [int(one["letter"]) for one in every(page, "[data-letter]")]
    wrong = within(page, "[data-letter][stroke-dasharray]")
    if wrongly == "dropped":
        assert letters == [one for one in it.symbols if one != 14][:2] + [14] + list(it.symbols[-1:])
        expect(wrong).to_have_count(1)
    elif wrongly == "space":
        assert letters == [1, 10, 1, 7, 1, 14, 1, 14, 1, 17, 1]
        expect(wrong).to_have_count(6)
    else:
        assert tuple(letters) == it.symbols
        expect(within(page, "[data-mistake=path]")).to_have_count(1)
        expect(wrong).to_have_count(0)


def test_peaks_are_as_high_as_their_probabilities(picture):
    page, p = picture(), np.exp(log_probs("quick").astype(float))
    (blank,) = every(page, "[data-blank]")
    points = np.array([pair.split() for pair in blank["d"][1:-1].split("L")], dtype=float)[2:-2]
    fit = np.polyfit(p[:, 0], points[:, 1], 1)
    assert fit[0] < -50
    np.testing.assert_allclose(points[:, 1], np.polyval(fit, p[:, 0]), atol=0.11)
    drawn = {int(one["peak"]) for one in every(page, "[data-peak]")}
    assert drawn == {symbol for symbol in range(1, 29) if (p[:, symbol] >= 0.02).any()}


def test_a_beam_of_one_label_and_one_of_two(picture):
    for width in (1, 2):
        shows(picture(width=width), "quick", DEFAULT, width=width)
