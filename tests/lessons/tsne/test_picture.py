"""What the map of points sends to a browser and takes back from one."""

from dataclasses import replace

import numpy as np
import pytest

from app.lessons.words.tsne.picture import Rest, payload
from app.lessons.words.tsne.picture.rest import fit, parse
from core.words import films
from core.words.options import MapConfig
from tests.app.strings import english
from tests.lessons.tsne.samples import film

ENGLISH = english("tsne.map.")


@pytest.mark.parametrize("dimensions", [2, 3])
def test_frames_arrive_as_they_are_but_for_two_bytes(dimensions):
    made = film(dimensions=dimensions)
    numbers, arrays = payload.build(made, MapConfig(), False)
    back = arrays["frames"] / payload.FULL * arrays["scales"][:, None, None]
    for ours, theirs in zip(back, made.frames, strict=True):
        shift = theirs - ours
        assert np.ptp(shift, axis=0).max() < 2e-4, "moved as a whole, so that distances stay"
    assert np.abs(arrays["frames"]).max(axis=(1, 2)).tolist() == [payload.FULL] * 5
    np.testing.assert_allclose(np.exp(arrays["logp"] / payload.LOGS), made.p, rtol=6e-4)
    assert numbers["end"]["kept"] is None and numbers["names"] == list(made.names)


def test_what_the_browser_has_is_not_sent_again():
    numbers, arrays = payload.build(film(), MapConfig(), True)
    assert "names" not in numbers and not {"groups", "near", "logp"} & set(arrays)


def test_a_whole_film_is_another_than_the_glimpse_that_it_ends_with():
    """Or the picture would stay where the glimpse was: at the first frame."""
    whole = film()
    glimpse = replace(whole, frames=whole.frames[-1:], shown=whole.shown[-1:])
    numbers = [payload.build(one, MapConfig(), True)[0]["film"] for one in (whole, glimpse, whole)]
    assert numbers[0] == numbers[2] != numbers[1]


def test_ten_thousand_points_on_their_way_are_light():
    _, arrays = payload.build(film(10_000, 1), MapConfig(), True)
    assert sum(array.nbytes for array in arrays.values()) < 100_000


def test_a_long_film_is_thinned_to_what_may_be_sent():
    made = film(10_000, 30)
    frames, shown = payload.thinned(made)
    assert frames.nbytes / 2 <= payload.BYTES and shown[0] == 0 and shown[-1] == made.shown[-1]
    np.testing.assert_array_equal(frames[-1], made.frames[-1])


def test_other_points_are_another_subject_and_another_method_is_not():
    first = films.first()
    assert payload.subject(first) == payload.subject(first)
    assert payload.subject(first) != payload.subject(film()) != payload.subject(film(21))


def test_rest_is_checked():
    assert parse({"number": 1, "subject": 7, "frame": 2, "pinned": 3}, 7, 20, 5).value == Rest(2, 3)
    for bad in (None, {}, {"number": True}, [1]):
        assert parse(bad, 7, 20, 5) is None
    for bad in ({"subject": 8, "frame": 2, "pinned": 3}, {"subject": 7, "frame": "2", "pinned": 3}, {"subject": 7}):
        assert not parse({"number": 1} | bad, 7, 20, 5).fits
    assert fit(Rest(9, 99), 20, 5) == Rest(-1, -1)
    assert fit(Rest(4, 0), 20, 5) == Rest(-1, 0), "the last frame is always the last"


def test_chosen_points_are_checked():
    assert payload.chosen({"subject": 7, "chosen": [3, 3, 1, -1, 20, True, "x"]}, 7, 20) == [1, 3]
    assert payload.chosen({"subject": 6, "chosen": [3]}, 7, 20) == []
    assert payload.chosen("no", 7, 20) == []


def test_labels_have_no_unknown_braces():
    assert {"map", "keys", "kept_of"} <= set(ENGLISH)
    assert ENGLISH["pair"].format(p=1, about="=", q=2, away=3, share=4)
