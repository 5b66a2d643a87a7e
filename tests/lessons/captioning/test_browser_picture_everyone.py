"""The picture of captioning in Chromium: table, files, a phone, the dark, large type, the fold, and nothing upon other things."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from app.lessons.translate.captioning.picture import Rest
from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow
from tests.browser.waiting import box_of, holds, resized, result_of, result_of_all
from tests.lessons.captioning import sketched
from tests.lessons.captioning.picturing import (
    LABELS,
    alone,
    every,
    named,
    number,
    photo,
    shows,
    stage,
    told,
    within,
    words,
)

CELLS = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
OVERLAPS = """stage => {
  const texts = [...stage.querySelectorAll("svg text")].filter((one) => one.textContent && one.checkVisibility()).map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { text: one.textContent, left: x + 1, right: x + width - 1, top: y + height * 0.24, bottom: y + height * 0.78 };
  });
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return texts.flatMap((a, i) => texts.slice(i + 1).filter((b) => meet(a, b)).map((b) => [a.text, b.text]));
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def nothing_overlaps(page: Page) -> None:
    """At each word."""
    stage(page).press("Home")
    for step in range(int(result_of(within(page, ".slide"), "slide => Number(slide.max)"))):
        expect(stage(page)).to_have_attribute("data-step", str(step))
        assert not result_of(stage(page), OVERLAPS), step
        stage(page).press("ArrowRight")


def fits(page: Page, width: int) -> None:
    """No part is wider than the page."""
    no_overflow(page)
    for part in (".stage", ".side", ".photo", ".film", ".toolbar", ".beneath", ".numbers"):
        box = box_of(within(page, part))
        assert box["x"] >= 0 and box["x"] + box["width"] <= width + 0.5, part


def test_the_table_has_the_words_and_the_sentences(picture):
    page, (sentences, scores) = picture(step=3), sketched.beam()
    named(page, LABELS["table"]).click()
    rows, beam = (result_of_all(within(page, f".tables table >> nth={i} >> tbody tr"), CELLS) for i in (0, 1))
    one = sentences[0]
    assert [row[:4] for row in rows] == [
        [str(t + 1), one.words[t], number(one.probability(t), 3), number(float(one.log_probabilities[t]))]
        for t in range(4)
    ]
    for t, row in enumerate(rows):
        place = divmod(int(one.alpha[t].argmax()), 7)
        assert row[5:] == [
            f"{place[0] + 1}, {place[1] + 1}",
            number(float(one.alpha[t].max()), 3),
            number(float(one.beta[t])),
        ]
    wanted = [
        [str(n + 1), " ".join(words(one)), number(one.log_probability), number(round(scores[n], 4), 3)]
        for n, one in enumerate(sentences)
    ]
    assert beam == wanted
    stage(page).press("ArrowRight")
    expect(within(page, ".tables tr[aria-current=true] th")).to_have_text("5")
    assert not faults(page)


def test_the_picture_can_be_saved(picture):
    page, files = picture(step=4), {}
    for ending in ("svg", "png"):
        with page.expect_download() as given:
            named(page, LABELS[f"save_{ending}"]).click()
        files[ending] = given.value.path()
    text = files["svg"].read_text("utf-8")
    said = ["".join(one.itertext()) for one in ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}text")]
    for one in (*sketched.SENTENCES[0].split()[:4], "224 × 224", "7 × 7 × 1,280", LABELS["beam_note"]):
        assert one in said, one
    assert (
        "data:image/jpeg;base64," in text
        and "blob:" not in text
        and "http" not in re.sub(r'xmlns(:\w+)?="[^"]+"', "", text)
    )
    is_drawn_twice_as_large(files["png"], text)


def test_on_a_phone_the_strip_scrolls_and_what_the_network_saw_is_folded(picture):
    page = picture(step=0)
    resized(page, *PHONE.values())
    expect(page.locator(".captioning")).to_have_class(re.compile(r"\bnarrow\b"))
    fits(page, PHONE["width"])
    tops = [box_of(within(page, part))["y"] for part in (".photo", ".film", ".side", ".cnn")]
    assert tops == sorted(tops) and box_of(photo(page))["width"] > 320
    expect(within(page, ".cnn-body")).to_be_hidden()
    named(page, LABELS["cnn"]).click()
    expect(within(page, ".cnn-body")).to_be_visible()
    for key in ("End", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        stage(page).press(key)
    last = len(sketched.beam()[0][0].tokens) - 1
    told(page, Rest(last - 3))
    centred = """(film) => {
      const own = film.getBoundingClientRect(), now = film.querySelector("[data-now]").getBoundingClientRect();
      return Math.abs(own.x + own.width / 2 - now.x - now.width / 2) < 4;
    }"""
    holds(within(page, ".film"), centred)
    nothing_overlaps(page)
    assert not faults(page)
    resized(page, 1280, 900)
    shows(page, Rest(last))


def test_in_the_dark_in_large_type_and_at_other_widths(picture):
    page = picture(present=1, step=5)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".captioning")).to_have_class(re.compile(r"\bdark\b"))
    assert result_of(page, INK) > 8 and not faults(page)
    for wide in (390, 760, 1280):
        resized(page, wide, 900)
        fits(page, wide)
    nothing_overlaps(page)


@pytest.mark.parametrize(
    "address", [{}, {"width": 10, "shape": "300x420"}, {"way": "start"}, {"scaled": 1, "shape": "448x200"}]
)
def test_nothing_overlaps_at_any_word(picture, address):
    page = picture(**address)
    fits(page, 1280)
    nothing_overlaps(page)


@pytest.mark.parametrize("shape", ["420x315", "300x420", "300x300"])
def test_the_picture_and_its_formula_end_above_the_fold(picture, shape):
    """With what stands above it on the lesson's page, its head, a row of controls and the experiments, some 220 pixels."""
    page = picture(shape=shape, width=5)
    top, last = box_of(within(page, ".figure")), box_of(within(page, ".numbers > div").last)
    assert last["y"] + last["height"] - top["y"] < 580 and top["height"] < 465


def test_formula_and_picture_are_linked_both_ways(picture):
    page = picture(step=2)
    within(page, ".term[data-term=z]").hover()
    expect(within(page, ".term.marked")).to_have_count(3)
    expect(within(page, "[data-wire]")).to_have_attribute("stroke-width", "3")
    photo(page).hover()
    expect(within(page, "[data-wire]")).to_have_attribute("stroke-width", "1.7")
    expect(within(page, ".term.marked").first).to_have_attribute("data-term", "alpha")
    within(page, ".term[data-term=alpha2]").focus()
    within(page, ".status").hover()
    assert {one["term"] for one in every(page, ".term.marked")} == {"alpha", "alpha2"}
