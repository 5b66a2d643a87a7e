"""The picture of BLEU in Chromium: the point of the penalty, dragged and by keys; terms of the formula."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import box_of
from tests.lessons.bleu.picturing import alone, every, point, shows, stage, told, within
from tests.lessons.bleu.saying import DEFAULT, LABELS, amount, rounded, whole


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# The penalty's point


def test_the_point_is_dragged_and_words_fall_off_the_end(picture):
    page = picture()
    expect(within(page, "[data-shorter]")).to_have_attribute("data-shorter", "14")
    expect(within(page, "svg.side-marks")).to_contain_text(
        LABELS["shorter"].format(words=amount(1, 14), penalty="0.867")
    )
    box = box_of(point(page))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    axis = {
        one["text"]: one["x"] + one["width"] / 2
        for one in every(page, "svg.side-marks text")
        if one["text"] in ("8", "18")
    }
    page.mouse.move(x, y)
    page.mouse.down()
    assert x == pytest.approx(axis["18"], abs=1)
    for kept in (12, 6):
        page.mouse.move(axis["8"] + (kept - 8) * (axis["18"] - axis["8"]) / 10, y, steps=3)
        expect(within(page, "[data-point]")).to_have_attribute("data-point", str(kept))
        shows(page, replace(DEFAULT, kept=kept))
    page.mouse.up()
    told(page, replace(DEFAULT, kept=6))
    found = shows(page, replace(DEFAULT, kept=6))
    assert whole(found.penalty) == "0.189" and rounded(found.score, 2) == "18.89"
    expect(point(page)).to_have_attribute(
        "aria-valuetext", LABELS["kept_said"].format(kept=6, words=amount(1, 18), penalty="0.189")
    )
    expect(within(page, "[data-shorter]")).to_have_count(0)
    point(page).dblclick()
    told(page, DEFAULT)
    shows(page, DEFAULT)


def test_the_point_goes_by_keys(picture):
    page = picture()
    for key, kept in (
        ("ArrowLeft", 17),
        ("ArrowDown", 16),
        ("ArrowUp", 17),
        ("Home", 0),
        ("ArrowRight", 1),
        ("End", -1),
    ):
        point(page).press(key)
        expect(point(page)).to_have_attribute("aria-valuenow", str(kept if kept >= 0 else 18))
    point(page).press("ArrowLeft")
    stage(page).press("Escape")
    told(page, DEFAULT)


# The formula


def test_a_term_is_marked_by_pointer_and_focus_and_by_the_picture(picture):
    page, idle = picture(), within(picture(), ".status")
    for term in ("score", "penalty", "precision", "count", "most", "total"):
        node = within(page, f".term[data-term={term}]").first
        for begin, end in ((node.hover, idle.hover), (node.focus, node.blur)):
            begin()
            expect(within(page, ".caption .read")).to_have_text(LABELS[f"said_{term}"])
            if term not in ("score", "count"):
                expect(within(page, ".numbers .marked").first).to_have_attribute("data-term", term)
            if term in ("count", "most"):
                name = {"count": "[data-gram]", "most": "[data-place]"}[term]
                expect(within(page, f"{name}[stroke-width='2.8']")).to_have_count({"count": 17, "most": 10}[term])
            end()
            expect(within(page, ".caption .read")).to_be_empty()
            expect(within(page, ".marked")).to_have_count(0)
    parts = {
        "penalty": point(page),
        "precision": within(page, '.p-row[data-p="2"]'),
        "score": within(page, "[data-score]"),
    }
    for term, part in parts.items():
        part.hover()
        expect(within(page, f".term.marked[data-term={term}]").first).to_be_visible()
        expect(within(page, ".caption .read")).to_have_text(LABELS[f"said_{term}"])
