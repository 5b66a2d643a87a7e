"""What is seen of a picture, the pictures that ship and the made ones, and what a sentence's light is asked."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from app.jobs.running import outcome
from core.captions import choices, encoder, pictures, presets, seeing
from core.captions.options import MADE
from core.captions.results import Written
from core.errors import UserError
from tests.core.captions.made_pictures import saved, scene


def written(alpha: np.ndarray) -> Written:
    """A sentence with that light and nothing else."""
    steps = len(alpha)
    none = np.zeros(steps)
    return Written(("word",) * steps, (4,) * steps, none, alpha, alpha * 0, none - 1, none + 1, alpha, (), alpha, False)


def test_a_file_is_seen_as_the_encoder_sees_its_pixels():
    data = saved(scene(300, 200))
    found = outcome(seeing.see({"data": data}))
    np.testing.assert_array_equal(found.grid, encoder.grid(pictures.square(pictures.read(data))))
    assert (found.drawn.width, found.drawn.height) == (300, 200)
    for file, size in (
        (found.drawn.photo, (300, 200)),
        (found.drawn.small, (160, 107)),
        (found.drawn.square, (160, 160)),
    ):
        image = Image.open(io.BytesIO(file))
        assert image.format == "JPEG" and image.size == size and not image.getexif()


def test_the_maps_shown_are_those_that_differ_most_from_place_to_place():
    found = seeing.seen(pictures.read(saved(scene(224, 224))))
    assert sorted(found.maps) == [7, 14, 28, 56]
    ranked = sorted(range(1280), key=lambda channel: -float(np.std(found.grid[:, channel].astype(np.float64))))
    for shown, channel in zip(found.maps[7], ranked, strict=False):
        np.testing.assert_array_equal(shown.ravel(), found.grid[:, channel])
    for side, maps in found.maps.items():
        assert maps.shape == (9, side, side)
        spread = [float(each.std()) for each in maps]
        assert spread == sorted(spread, reverse=True) and spread[-1] > 0


def test_progress_is_told_on_the_way():
    steps = list(seeing.see({"picture": MADE[0]}))
    assert [step[0] for step in steps] == sorted(step[0] for step in steps) and len(steps) == 2
    assert all(key.startswith("captions.") for _, key, _ in steps)


def test_what_cannot_be_read_is_said():
    with pytest.raises(UserError) as told:
        outcome(seeing.see({"data": b"GIF89a" + bytes(100)}))
    assert told.value.key == "captions.not_picture"


def test_made_pictures_show_nothing():
    grey, noise = (presets.made(name).pixels for name in MADE)
    assert np.unique(grey).tolist() == [128]
    assert abs(noise.mean() - 127.5) < 1 and abs(noise.std() - np.sqrt((256**2 - 1) / 12)) < 0.5
    assert abs(np.corrcoef(noise[:, 1:].ravel(), noise[:, :-1].ravel())[0, 1]) < 0.01, (
        "neighbours know nothing of each other"
    )
    np.testing.assert_array_equal(noise, presets.made(MADE[1]).pixels)
    with pytest.raises(KeyError):
        presets.made("white")


def test_photographs_ship_small_and_with_their_credit():
    credits = json.loads((presets.FOLDER.parent / "CREDITS.json").read_text("utf-8"))
    files = {path.name for path in presets.FOLDER.glob("*.jpg")}
    assert files == {one.file for one in presets.photographs().values()}
    for one in presets.photographs().values():
        [entry] = [entry for entry in credits if entry["file"] == f"captions/{one.file}"]
        assert one.author.split(" (")[0] in entry["author"] and entry["licence"] == one.licence and one.shows
        assert max(Image.open(io.BytesIO(one.data)).size) <= 448 and len(one.data) < 70_000
        assert not Image.open(io.BytesIO(one.data)).getexif()


@pytest.mark.parametrize("seed", range(5))
def test_in_which_third_the_light_is_brightest(seed):
    alpha = np.random.default_rng(seed).dirichlet(np.full(49, 0.3), 9).astype(np.float32)
    for step, row in enumerate(alpha):
        place = max(range(49), key=row.__getitem__)
        centre = (place % 7 + 0.5) / 7  # of the place, from left to right
        assert choices.third(written(alpha), step) == min(range(3), key=lambda third: abs(centre - (1 + 2 * third) / 6))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("a man is holding a camera", "camera"),
        ("a dog runs through the grass quickly", "grass"),
        ("a man eats a hot dog outside", "dog"),
        ("it is very very windy", "windy"),
        ("dog", "dog"),
    ],
)
def test_the_last_word_that_names_a_thing(sentence, word):
    words = tuple(sentence.split())
    found = replace(written(np.full((len(words), 49), 1 / 49)), words=words)
    assert words[choices.last_thing(found)] == word
