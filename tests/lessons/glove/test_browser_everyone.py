"""The picture of GloVe in Chromium, for everyone: while it is trained, of another text, as tables and files, on a phone."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow
from tests.browser.waiting import after, attribute_of, box_of, each, resized, result_of, result_of_all, texts_of
from tests.lessons.glove.picturing import alone, at, cell_at, named, shows, stage, told, within
from tests.lessons.glove.samples import (
    LABELS,
    ODD,
    USUAL,
    cell,
    count,
    counts,
    epoch,
    fixed,
    last,
    scene,
    weight,
)  # fmt: skip

FIRST = scene()
JUICE = len(FIRST.counted.read) + 6


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# Other trainings, other texts


def test_while_a_training_runs_only_its_newest_moment_is_there(picture):
    page = picture(live=1)
    expect(page.get_by_text("has True", exact=True)).to_be_visible()
    result_of(stage(page), "node => { node.mark = 1; }")
    for moment in (1, 2):
        expect(within(page, ".value.moment")).to_have_text(epoch(FIRST, moment, True))
        expect(within(page, ".slide.moment")).to_be_disabled()
        expect(within(page, ".film")).to_be_disabled()
        shows(page, USUAL, JUICE, scene(live=moment))
        expect(within(page, ".fit-part svg")).to_have_attribute(
            "aria-label", re.compile(re.escape(epoch(FIRST, moment, True)))
        )
        after(page, named(page, "Newer moment").click)
    after(page, named(page, "Done").click)
    expect(within(page, ".slide.moment")).to_be_enabled()
    expect(within(page, ".value.moment")).to_have_text(epoch(FIRST, -1))
    shows(page, USUAL, JUICE)
    within(page, ".slide.moment").press("Home")
    told(page, at(JUICE, moment=0))
    assert result_of(stage(page), "node => node.mark") == 1, "it is the same picture"


def test_a_tiny_text_takes_the_place_of_another(picture):
    text = "the cat sat on the orange mat"
    page, found = picture(text=text, step=-1, row="cat", column="the"), scene(text, "tiny")
    expect(within(page, ".word")).to_have_count(7)
    after(page, named(page, "Another text").click)
    expect(within(page, ".word")).to_have_count(6)
    rest = at(found=found, row="cat", column="the")
    shows(page, rest, found=found)
    expect(within(page, ".value.moment")).to_have_text(epoch(found, -1))
    within(page, ".source[data-source=text]").click()  # so small a text has no telling probe words
    told(page, at(found=found, row="cat", column="the", ratios="text"))
    expect(within(page, ".ratio-row")).to_have_count(len(found.ratios[1].probes))
    stage(page).press("ArrowLeft")
    told(page, at(last(found) - 1, found, row="cat", column="the", ratios="text"))


def test_what_looks_like_markup_is_text(picture):
    page, found, mark = picture(odd=1, row="", column=""), scene(odd=True), ODD.replace(" ", "·")
    named(page, LABELS["table"]).click()
    cell_at(page, ODD + "juice", ODD + "orange", found).click()
    for part in (".status", ".table-box tbody th >> nth=0", ".numbers-part h2", ".table-box thead th >> nth=1"):
        expect(within(page, part)).to_contain_text(mark.rstrip("·"))
    cell_at(page, ODD + "glass", ODD + "of", found).hover()
    expect(within(page, ".tip")).to_contain_text(mark + "glass")
    assert mark in attribute_of(within(page, ".cell").first, "aria-label")
    tags = within(page, ":is(bdi, text, td, th, .tip, .numbers, h2, .status bdi) b").filter(has_text=re.compile("^x$"))
    expect(tags).to_have_count(0)
    no_overflow(page)


# The same as tables, as files


def test_the_tables_say_the_same(picture):
    page, words = picture(moment=3, harmonic="1", ratios="text"), FIRST.counted.words
    named(page, LABELS["table"]).click()
    tables = within(page, ".table-box table")
    rest = at(JUICE, moment=3, harmonic=True)
    X = counts(FIRST, rest, JUICE)
    rows = "table => [...table.rows].slice(1).map(row => [...row.cells].map(cell => cell.textContent))"
    assert result_of(tables.nth(0), rows) == [
        [word, *map(count, row)] for word, row in zip(words, X.tolist(), strict=True)
    ]
    wanted = []
    for row, column in ((a, b) for a in words for b in words):
        one = cell(FIRST, row, column, 3)
        if one is not None:
            parts = map(fixed, (one.dot, one.b, one.b_prime, one.log, one.residual))
            wanted.append([row, column, count(one.x), weight(one.f), *parts])
    assert result_of(tables.nth(1), rows) == wanted and len(wanted) > 50
    text = FIRST.ratios[1]
    for i, found in enumerate(result_of(tables.nth(2), rows)):
        given = [count(float(x)) for x in (text.x_first[i], text.x_second[i])]
        assert [found[0], *found[1:3]] == [text.probes[i], *given]
        assert float(found[5]) == pytest.approx(text.ratio[i], rel=0.051)
    assert not faults(page)
    named(page, LABELS["table"]).click()
    expect(within(page, ".table-box")).to_be_hidden()


def test_the_picture_can_be_saved(picture):
    page = picture()
    with page.expect_download() as given:
        named(page, LABELS["save_svg"]).click()
    text = given.value.path().read_text("utf-8")
    assert text.startswith("<svg") and given.value.suggested_filename == "glove.svg"
    for word in ("cereal", "orange", "log X", "solid", "fashion", "X  counts so far", "max"):
        assert word in text, word
    for word in ('data-pinned="weight"', 'data-pinned="fit"', "data-window", "data-ratio"):
        assert word in text, word
    with page.expect_download() as given:
        named(page, LABELS["save_png"]).click()
    is_drawn_twice_as_large(given.value.path(), text)


# Phones, widths, the dark


def test_on_a_phone_all_stands_one_beneath_the_other(picture):
    page = picture()
    page.set_viewport_size(PHONE)
    expect(page.locator(".glove")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
    parts = [box_of(within(page, f".{name}-part")) for name in ("sentence", "matrix", "weight", "ratio")]
    tops = [box["y"] for box in parts]
    assert tops == sorted(tops) and len({*tops}) == 4
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in parts)
    left, right = (box_of(within(page, f".{name}-part")) for name in ("weight", "fit"))
    assert left["x"] + left["width"] <= right["x"] and right["x"] + right["width"] <= PHONE["width"]
    expect(within(page, ".word[data-word='6']")).to_be_in_viewport(ratio=1)
    beyond = "node => node.scrollWidth - node.clientWidth"
    for part in (".toolbar", ".controls", ".panels", ".beneath"):
        assert result_of(within(page, part), beyond) <= 0, part
    shows(page, USUAL, JUICE)
    cell_at(page, "glass", "of").click()
    stage(page).press("ArrowRight")
    told(page, at(JUICE + 1, row="glass", column="of"))
    shows(page, at(JUICE + 1, row="glass", column="of"), JUICE + 1)
    assert not faults(page)


@pytest.mark.parametrize("present", [False, True])
def test_at_every_width(picture, present):
    """Nothing stands beyond the figure, and what stands side by side does not overlap."""
    page = picture(present=1) if present else picture()
    texts = "all => Math.max(...all.map(text => text.getBoundingClientRect()).filter(box => box.width).map(box => box.right))"
    beyond = "node => node.scrollWidth - node.clientWidth"
    for width in (660, 860, 1060, 1700):
        resized(page, width, 900)
        no_overflow(page)
        for part in (".toolbar", ".controls", ".panels"):
            assert result_of(within(page, part), beyond) <= 0, (width, part)
        figure = box_of(within(page, ".figure"))
        assert (
            result_of_all(within(page, ".panels svg text, .ratio-part svg text"), texts)
            <= figure["x"] + figure["width"] + 1
        )
        title, head = box_of(within(page, ".ratio-part h2")), box_of(within(page, ".ratio-part svg text").first)
        assert title["x"] + title["width"] <= head["x"] or title["y"] + title["height"] <= head["y"], width
        boxes = [box_of(within(page, f".{name}-part")) for name in ("matrix", "weight", "fit")]
        for one, other in pairwise(boxes):
            assert one["x"] + one["width"] <= other["x"] + 1 or one["y"] + one["height"] <= other["y"] + 1, width
    shows(page, USUAL, JUICE)


def test_in_the_dark(picture):
    page = picture()
    before = result_of(within(page, ".matrix-part rect").first, "rect => rect.getAttribute('fill')")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".glove")).to_have_class(re.compile(r"\bdark\b"))
    assert result_of(page, INK) > 8 and not faults(page)
    assert result_of(within(page, ".matrix-part rect").first, "rect => rect.getAttribute('fill')") != before
    shows(page, USUAL, JUICE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    expect(page.locator(".glove")).not_to_have_class(re.compile(r"\bdark\b"))
    assert texts_of(within(page, ".matrix-part h2")) and each(within(page, ".cell"))
