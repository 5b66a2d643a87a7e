"""The picture of captioning in Chromium: all that stands in it is what was given."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.lessons.translate.captioning.picture import Rest
from tests.lessons.captioning import sketched
from tests.lessons.captioning.picturing import LABELS, alone, every, light_is, number, photo, shows, stage, within


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def test_at_each_word_it_says_what_was_given(picture):
    page = picture(step=0)
    one = shows(page, Rest(0))
    last = len(one.tokens) - 1
    for key, step in (("ArrowRight", 1), ("ArrowRight", 2), ("End", last), ("ArrowLeft", last - 1), ("Home", 0)):
        stage(page).press(key)
        shows(page, Rest(step))


@pytest.mark.parametrize(("width", "branch"), [(1, 0), (2, 1), (10, 7)])
def test_a_beam_of_one_and_of_ten(picture, width, branch):
    page = picture(width=width, step=4)
    shows(page, Rest(4), width=width)
    if branch:
        within(page, ".beam-row").nth(branch).click()
        one = shows(page, Rest(4, branch=branch), width=width)
        stage(page).press("End")
        shows(page, Rest(len(one.tokens) - 1, branch=branch), width=width)


@pytest.mark.parametrize("way", ["start", "every"])
def test_the_ways_that_do_not_look_have_the_same_light_everywhere(picture, way):
    page = picture(way=way, step=3)
    shows(page, Rest(3), way)
    expect(within(page, "[data-brightest]")).to_have_count(0)
    expect(within(page, ".beneath .lines")).not_to_contain_text("softmaxi")
    faded = [float(one["faded"]) for one in every(page, ".film-marks [data-faded]")]
    assert all(a > b for a, b in zip(faded, faded[1:], strict=False)) if way == "start" else faded == [1] * 4
    photo(page).press("Enter")
    expect(within(page, ".hold-button")).to_be_hidden()


def test_the_light_has_one_scale_and_the_mistake_another(picture):
    """The brightest of a word that looks about is dim; stretched, each word has a place in full light, and the picture says so."""
    page, one = picture(step=0), sketched.beam()[0][0]
    assert 0.02 < one.alpha[0].max() < 0.15
    light_is(page, one, 0, "attend")
    page = picture(step=0, scaled=1)
    light_is(page, one, 0, "attend", scaled=True)
    said = "".join(mark["text"] for mark in every(page, ".photo-marks text"))
    assert LABELS["scaled"].format(most=number(float(one.alpha[0].max()))).replace(" ", "") in said.replace(" ", "")


def test_the_brightest_places_and_their_sum_with_all_others(picture):
    page, one = picture(step=2), sketched.beam()[0][0]
    alpha = one.alpha[2].astype(float)
    order = alpha.argsort()[::-1][:3]
    assert [int(bar["share"]) for bar in every(page, "[data-share]")] == order.tolist()
    texts = [mark["text"] for mark in every(page, ".cnn-marks text")]
    for place in order:
        assert number(alpha[place]) in texts and f"· a⟨{place // 7 + 1},{place % 7 + 1}⟩" in texts
    assert LABELS["places_more"].format(count=46, share=number(1 - alpha[order].sum())) in texts


@pytest.mark.parametrize(("shape", "ratio"), [("420x315", 4 / 3), ("300x420", 5 / 7), ("448x112", 4)])
def test_the_picture_keeps_its_shape(picture, shape, ratio):
    page = picture(shape=shape)
    for selector, off in ((".photo image", 0.02), (".film-marks image[data-cell]", 0.05)):
        box = every(page, selector)[0]
        assert box["width"] / box["height"] == pytest.approx(ratio, rel=off), selector
    (photo_box,), (side,) = every(page, ".photo-box"), every(page, ".side")
    assert photo_box["x"] + photo_box["width"] < side["x"] and side["width"] > 330


def test_nine_maps_of_a_layer_are_shown_where_it_is_pointed_at(picture):
    page = picture()
    layers = within(page, ".layer")
    assert [one["layer"] for one in every(page, ".layer")] == [str(side) for side in sketched.SIZES]
    for nth, side in enumerate(sketched.SIZES):
        layers.nth(nth).hover()
        expect(within(page, ".maps")).to_have_attribute("data-layer", str(side))
        expect(within(page, ".maps-title")).to_have_text(LABELS["maps"].format(side=side))
    photo(page).hover()
    expect(within(page, ".maps")).to_be_hidden()
    layers.nth(1).focus()
    expect(within(page, ".maps")).to_be_visible()
    layers.nth(1).press("Escape")
    expect(within(page, ".maps")).to_be_hidden()
