"""How examples are composed: places, sums, labels."""

import numpy as np
import pytest

from core.speech import compose
from core.speech.arithmetic import OURS
from core.speech.compose import Part
from core.speech.results import RATE, Clip


@pytest.mark.parametrize("seed", range(30))
def test_places_never_overlap_and_lie_within(seed: int):
    generator = np.random.default_rng(seed)
    lengths = generator.integers(1, 40, 4).tolist()
    total = sum(lengths) + int(generator.integers(0, 50))
    starts = compose.place(lengths, total, generator=generator)
    spans = [(s, s + n) for s, n in zip(starts, lengths, strict=True)]
    taken = np.zeros(total, dtype=int)
    for start, stop in spans:
        taken[start:stop] += 1
    assert taken.max() == 1 and taken.sum() == sum(lengths) and not compose.overlaps(spans)


def test_every_place_is_as_likely():
    generator = np.random.default_rng(0)
    starts = np.array([compose.place([2, 3], 7, generator=generator) for _ in range(6000)])
    # by hand: what is left over is 2, cut into three gaps by two cuts of 0, 1 or 2: 3 · 3 draws for either order
    first = starts[starts[:, 0] < starts[:, 1]][:, 0]
    assert len(first) / len(starts) == pytest.approx(0.5, abs=0.03)
    assert np.bincount(first)[:3] / len(first) == pytest.approx([5 / 9, 3 / 9, 1 / 9], abs=0.03)


def test_what_does_not_fit_is_not_placed():
    assert compose.place([5, 6], 10, generator=np.random.default_rng(0)) is None


def test_touching_is_no_overlap():
    assert (
        not compose.overlaps([(0, 5), (5, 9)])
        and compose.overlaps([(0, 5), (4, 9)])
        and compose.overlaps([(2, 3), (0, 9)])
    )


def test_the_mix_is_the_sum():
    ground, clip = np.full(100, 0.1, dtype=np.float32), np.full(10, 0.5, dtype=np.float32)
    mixed = compose.mix(ground, [Part(clip, 95, True), Part(clip, 20, False)])
    assert mixed[94] == pytest.approx(0.1) and mixed[95:] == pytest.approx(0.6) and mixed[20:30] == pytest.approx(0.6)
    assert compose.mix(ground, [Part(3 * clip, 0, True)]).max() == pytest.approx(1.0)
    assert ground.max() == pytest.approx(0.1), "the background is not changed"


def test_labels_follow_the_word():
    y = compose.labels([1.0], 200)
    times = compose.step_times(200)
    assert y.sum() == round(compose.ONES_SECONDS / 0.02)
    assert times[y > 0].min() > 1.0 and times[y > 0].max() <= 1.0 + compose.ONES_SECONDS
    assert not compose.labels([], 50).any()


def test_bounds_are_where_the_tone_is():
    wave = np.zeros(RATE, dtype=np.float32)
    wave[4000:9000] = np.sin(np.arange(5000) * 0.3)
    start, end = compose.speech_bounds(wave)
    assert abs(start - 4000) <= 320 and abs(end - 9000) <= 320
    assert compose.speech_bounds(np.zeros(100)) == (0, 100)


def test_what_is_said_is_cut_out_if_it_may_be_one_word():
    wave = np.zeros(5 * RATE, dtype=np.float32)
    wave[RATE : 2 * RATE] = np.sin(np.arange(RATE) * 0.3)
    cut = compose.trimmed(Clip(wave, RATE, codec="PCM_16"))
    assert cut.codec == "PCM_16" and cut.seconds == pytest.approx(1.0, abs=0.041)
    assert np.isin(cut.samples[400:-400], wave).all() and np.abs(cut.samples[400:-400]).mean() > 0.5
    assert compose.trimmed(Clip(wave, RATE), 0.9) is None
    wave[RATE : int(4.5 * RATE)] = np.sin(np.arange(3.5 * RATE) * 0.3)
    assert compose.trimmed(Clip(wave, RATE)) is None


def test_a_free_place_is_free():
    assert compose.free_place([], 1.0, 10.0) == 0.2
    taken = [(0.0, 3.0), (4.0, 9.5)]
    at = compose.free_place(taken, 0.7, 10.0)
    assert at is not None and all(at + 0.7 <= a or b <= at for a, b in taken)
    assert compose.free_place(taken, 1.0, 10.0) is None
    assert compose.free_place([], 11.0, 10.0) is None


@pytest.mark.parametrize("seed", range(20))
def test_the_free_place_is_the_first_of_its_kind(seed: int):
    """Against a walk in tenths of a second over a row of cells, each taken or not."""
    generator = np.random.default_rng(seed)
    taken, cells, at = [], np.zeros(100, dtype=bool), 0
    while (at := at + int(generator.integers(0, 25))) < 85:
        length = int(generator.integers(3, 15))
        taken.append((at / 10, (at + length) / 10))
        cells[at : at + length] = True
        at += length
    begins = [2, *(round(10 * stop) + 2 for _, stop in taken)]
    # half a cell less than so many cells, so that no sum of tenths stands on an edge
    for length in (2, 6, 11):
        walked = [b for b in range(100 - length + 1) if b in begins and not cells[b : b + length].any()]
        found = compose.free_place(generator.permutation(taken).tolist(), length / 10 - 0.05, 10.0)
        assert found == (walked[0] / 10 if walked else None)


def test_the_courses_arithmetic_and_ours():
    assert OURS.sizes(10.0) == (160_000, 997, 492)
    assert 1 + (441_000 - 200) // 80 == 5511 and 1 + (5511 - 15) // 4 == 1375  # the course: 10 s, frames of 200, hop 80
