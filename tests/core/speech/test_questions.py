"""The questions about a sound on screen, against answers counted out by hand or one by one."""

import numpy as np
import pytest

from core.speech import questions, scoring
from core.speech.mistakes import detection
from core.speech.options import DetectorConfig
from core.speech.presets import presets
from core.speech.results import Detection, Score, Spoken

CONFIG = DetectorConfig(0.5, 1, 1, 0.0)
SAID = (
    Spoken("activate", 1.0, 1.6, is_word=True),
    Spoken("captivate", 3.0, 3.6),
    Spoken("activity", 5.0, 5.6),
    Spoken("voyager", 7.0, 7.6, is_word=True),
)


def bumps(**heights: float) -> np.ndarray:
    """Probabilities (492,), each word's height at the one step at or after its end."""
    p = np.zeros(492)
    for one in SAID:
        p[int(np.ceil((one.end - 0.172) / 0.02))] = heights.get(one.text, 0.0)
    return p


@pytest.mark.parametrize(
    ("heights", "word", "nearest", "fires"),
    [
        ({"activate": 0.9, "captivate": 0.3, "activity": 0.4}, "activate", "activity", False),
        ({"activate": 0.9, "captivate": 0.7, "activity": 0.4}, "activate", "captivate", True),
        ({"voyager": 0.9, "activate": 0.8}, "voyager", "activate", True),
        ({"voyager": 0.9, "activate": 0.8}, "activate", "voyager", True),
        ({"activity": 0.4, "captivate": 0.4}, "activate", "captivate", False),
    ],
)
def test_the_near_word_is_the_one_that_comes_nearest(heights: dict, word: str, nearest: str, fires: bool):
    found = questions.near_word(detection(bumps(**heights), CONFIG), SAID, word)
    assert (found.said.text, found.fires) == (nearest, fires)
    assert found.peak == pytest.approx(heights[nearest])


def test_no_near_word_where_only_the_word_is_said():
    found = detection(bumps(), CONFIG)
    assert (
        questions.near_word(found, SAID[:1], "activate") is None and questions.near_word(found, (), "activate") is None
    )


def test_a_peak_is_looked_for_while_an_event_could_still_belong_to_the_word():
    said, p = SAID[1], np.zeros(492)
    for height, seconds in ((0.9, 2.98), (0.2, 3.02), (0.3, 4.34), (0.8, 4.38)):  # said from 3.0 to 3.6
        p[round((seconds - 0.172) / 0.02)] = height
    assert questions.peak(detection(p, CONFIG), said) == pytest.approx(0.3)
    assert questions.peak(detection(np.zeros(0), CONFIG), said) == 0.0


@pytest.mark.parametrize("seed", range(10))
def test_events_at_a_lower_threshold_are_counted_out(seed: int):
    p = np.random.default_rng(seed).random(300) ** 4
    config = DetectorConfig(0.8, 1, 1, 0.0)
    found = questions.at_lower_threshold(detection(p, config), config)
    rises = sum(now >= 0.08 and (t == 0 or p[t - 1] < 0.08) for t, now in enumerate(p))
    assert found.threshold == 0.08 and found.count == rises
    assert found.choices == (rises - 2, rises - 1, rises, rises + 1)


@pytest.mark.parametrize(("events", "choices"), [(0, (0, 1, 2, 3)), (1, (0, 1, 2, 3)), (3, (1, 2, 3, 4))])
def test_choices_begin_at_nought_where_they_must(events: int, choices: tuple[int, ...]):
    p = np.zeros(100)
    p[10 : 10 + 10 * events : 10] = 1.0
    found = questions.at_lower_threshold(detection(p, CONFIG), CONFIG)
    assert (found.count, found.choices) == (events, choices)


@pytest.mark.parametrize(
    ("steps", "ones", "right", "choices", "place"),
    [(500, 20, 0.96, (0.04, 0.5, 0.96), 2), (500, 400, 0.2, (0.2, 0.5, 0.8), 0), (500, 0, 1.0, (0.0, 0.5, 1.0), 2)],
)
def test_accuracies_of_silence_are_in_order(steps: int, ones: int, right: float, choices: tuple, place: int):
    found = Score(steps, ones, accuracy=0.7, always_no=right, found=0, words=1, false=0)
    assert questions.accuracies_of_silence(found) == (choices, place)


@pytest.mark.parametrize("word", ["activate", "voyager"])
def test_silence_is_nearly_always_right_about_the_shipped_clips(word: str):
    silent = Detection(np.zeros(492, np.float32), 0.02, (), np.zeros(492, np.float32), 0.172)
    times, asked = 0.172 + 0.02 * np.arange(492), 0
    for preset in presets().values():
        if ends := preset.ends(word):
            zeros = sum(not any(end < time <= end + 0.36 for end in ends) for time in times)
            choices, place = questions.accuracies_of_silence(scoring.score(silent, 0.5, ends))
            assert place == 2 and choices == pytest.approx((1 - zeros / 492, 0.5, zeros / 492)), preset.name
            asked += 1
    assert asked > 0
