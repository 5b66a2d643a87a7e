"""Cells of the picture of GloVe in Chromium: pinned and let go, by pointer and by keys; and words that are not known."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import attribute_of, result_of_all, texts_of
from tests.lessons.glove.picturing import alone, at, cell_at, shows, stage, told, within, writes
from tests.lessons.glove.samples import (
    LABELS,
    cell,
    fixed,
    known,
    last,
    pair,
    scene,
)

FIRST = scene()
JUICE = len(FIRST.counted.read) + 6


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# Cells that are pinned


def test_a_cell_is_pinned_and_let_go(picture):
    page = picture()
    cell_at(page, "glass", "of").click()
    told(page, at(JUICE, row="glass", column="of"))
    shows(page, at(JUICE, row="glass", column="of"), JUICE)
    expect(within(page, "[data-pin]")).to_have_count(1)
    expect(within(page, "[data-residual]")).to_have_count(1)
    cell_at(page, "glass", "of").click()
    told(page, at(JUICE, row="", column=""))
    shows(page, at(JUICE, row="", column=""), JUICE)
    expect(within(page, "[data-pin], [data-pinned], [data-residual]")).to_have_count(0)
    cell_at(page, "i", "want").click()
    stage(page).press("Escape")
    told(page, at(JUICE, row="", column=""))


def test_a_pair_that_never_met_is_not_in_the_sum(picture):
    words = FIRST.counted.words
    row, column = next((a, b) for a in words for b in words if cell(FIRST, a, b) is None)
    page = picture(row=row, column=column)
    shows(page, at(JUICE, row=row, column=column), JUICE)
    expect(within(page, "[data-pinned=fit]")).to_have_count(0)
    expect(within(page, "[data-pinned=weight]")).to_have_count(1)
    cell_at(page, row, column).hover()
    expect(within(page, ".tip")).to_contain_text(LABELS["never"])


def test_cells_by_keys(picture):
    page, words = picture(), FIRST.counted.words
    roving = within(page, ".cell[tabindex='0']")
    expect(roving).to_have_count(1)
    roving.focus()
    for key, row, column in (
        ("ArrowUp", "orange", "orange"), ("ArrowLeft", "orange", "of"), ("ArrowDown", "juice", "of"),
        ("ArrowRight", "juice", "orange"), ("Home", "juice", words[0]), ("End", "juice", words[-1]),
    ):  # fmt: skip
        focused = within(page, ".cell:focus")
        focused.press(key)
        expect(cell_at(page, row, column)).to_be_focused()
        one = cell(FIRST, row, column)
        expect(within(page, ".tip")).to_contain_text(f"{pair(row, column)}: X = ")
        expect(within(page, ".tip")).to_contain_text(LABELS["never"] if one is None else f"log X = {fixed(one.log)}")
    cell_at(page, "juice", words[-1]).press("Enter")
    told(page, at(JUICE, row="juice", column=words[-1]))
    cell_at(page, "juice", words[-1]).press("Escape")
    told(page, at(JUICE, row="", column=""))
    assert texts_of(within(page, ".numbers > div"))[0] == LABELS["pin_hint"]


def test_a_word_that_is_not_known_is_passed_over(picture):
    text = "a glass xqzt of orange juice"
    page, found = picture(text=text, step=-1), scene(text)
    expect(within(page, ".word")).to_have_count(5)
    assert known(found) == [0, 1, 3, 4, 5]
    expect(within(page, ".sentence-part title")).to_have_text(LABELS["unknown"].format(word="xqzt"))
    shows(page, at(found=found), found=found)
    writes(page, 5, found)
    distances = result_of_all(within(page, "[data-arc]"), "all => all.map(a => +a.dataset.arc)")
    assert sorted(distances) == [-4, -3, -2, -1]
    stage(page).press("ArrowLeft")
    told(page, at(last(found) - 1, found))
    assert attribute_of(within(page, ".word[aria-pressed=true]"), "data-word") == "4"
