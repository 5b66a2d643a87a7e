"""Two sentences in Chromium: steps, the size of the vocabulary, likely words that are pressed, tables, odd sentences."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import is_drawn_twice_as_large, no_overflow, number
from tests.browser.waiting import after, each, quiet, text_of, texts_of, until
from tests.lessons.language_model.samples import ODD, UNK, race


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.goto(harness("language_model", **address))
        expect(status(quiet(quiet_page))).to_be_visible()
        return quiet(quiet_page)

    return open_it


def stage(page: Page) -> Locator:
    return page.locator(".race .stage")


def status(page: Page) -> Locator:
    return page.locator(".race .status")


def bits(page: Page) -> list[float]:
    """What A and B come to, as the panel has it."""
    lines = texts_of(page.locator(".race .panel text[data-term=total]"))
    return sorted(number(line.removesuffix(" bits")) for line in lines if "bits" in line)


def test_steps_by_keys_buttons_and_slider_come_back_to_the_page(picture):
    page = picture(step=4)
    expect(status(page)).to_have_text(re.compile(r"word 4 of 6 · read “\W?pear\W?” / “\W?pair\W?”"))
    stage(page).press("ArrowRight")
    expect(status(page)).to_contain_text("word 5 of 6")
    page.get_by_role("button", name="One word back").click()
    page.get_by_role("button", name="One word back").click()
    expect(page.get_by_text("rest 3 4000")).to_be_visible()
    stage(page).press("Home")
    expect(status(page)).to_have_text("before the first of 6 words")
    page.get_by_role("slider", name="Words read").press("ArrowRight")
    expect(page.get_by_text("rest 1 4000")).to_be_visible()
    page.get_by_role("button", name="To step 2").click()
    expect(status(page)).to_contain_text("word 2 of 6")
    stage(page).press("End")
    expect(page.get_by_text("rest 6 4000")).to_be_visible()
    stage(page).press(" ")
    expect(status(page)).to_contain_text("word 6 of 6")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_the_vocabulary_acts_at_once_and_the_totals_run(picture):
    page, given = picture(step=6), race("pears")
    for place, size in ((8, 4000), (9, 8000), (4, 200)):
        page.get_by_role("slider", name="vocabulary").fill(str(place))
        expect(page.get_by_text(f"rest 6 {size}")).to_be_visible()
        scored = [raced.by_size[size].scored for raced in (given.a, given.b)]
        assert bits(quiet(page)) == pytest.approx(sorted(-one.bits - one.spelling_bits for one in scored), abs=0.051)
    page = picture(step=6, size=200, unk_free=1)
    assert bits(page) == pytest.approx(sorted(-one.bits for one in scored), abs=0.051)


def test_a_bar_says_its_numbers_and_marks_its_term(picture):
    page, given = picture(step=6, size=8000), race("pears")
    stage(page).locator("[data-hit='bar a 3']").hover()
    expect(page.locator(".race .tip")).to_contain_text(f"place {given.a.by_size[8000].steps[3].rank} of 8,000")
    expect(page.locator(".race .tip")).to_contain_text("P = 0.0031")
    expect(page.locator(".race .term[data-term=token]")).to_have_class(re.compile("marked"))
    expect(page.locator(".race .numbers")).to_contain_text("log₂ 0.0031 = −8.3")
    page.locator(".race .term[data-term=perplexity]").hover()
    expect(page.locator(".race .tip")).to_be_hidden()
    stage(page).locator("[data-hit='letter a 5']").hover()
    expect(page.locator(".race .tip")).to_contain_text("likeliest")
    stage(page).locator("[data-hit='bar a 3']").click()
    expect(page.get_by_text("rest 4 8000")).to_be_visible()


def test_a_likely_word_goes_to_the_page(picture):
    page, tops = picture(step=5), race("pears").b.by_size[4000].steps[4].tops
    row, word = next((row, word) for row, (word, _) in enumerate(tops) if word != UNK)
    after(page, lambda: stage(page).locator(f"[data-hit='ghost b 4 {row}']").click())
    expect(page.get_by_text(f"word b 4 {word}")).to_be_visible()
    stage(page).press("ArrowDown")
    after(page, lambda: stage(page).press("Enter"))
    expect(page.get_by_text(re.compile("word a 4 "))).to_be_visible()


def test_the_table_says_what_the_picture_shows(picture):
    page, scored = picture(step=5), race("pears").a.by_size[4000].scored
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".race .tables table").first.locator("tbody tr")
    expect(rows).to_have_count(5)
    for row, log in zip(each(rows), scored.log_probs, strict=False):
        assert number(texts_of(row.locator("td"))[3]) == pytest.approx(log / 0.6931, abs=0.006)
    expect(page.locator(".race .tables table")).to_have_count(4)


def test_files_hold_the_whole_picture(picture):
    page = picture(race="twelve", step=13)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the picture as SVG").click()
    text = Path(saved.value.path()).read_text("utf-8")
    assert all(f">{word}<" in text for word in race("twelve").a.words) and "as likely as" in text
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the picture as PNG").click()
    is_drawn_twice_as_large(saved.value.path(), text)


@pytest.mark.parametrize("name", ODD)
def test_odd_sentences_are_drawn_and_stay_in_their_place(picture, name):
    page = picture(race=name, step=3)
    for models in ("both", "letters", "words") if name in ("odd", "empty") else ("both",):
        page = picture(race=name, step=3, models=models)
        no_overflow(page)
        assert number(text_of(status(page)).split(" of ")[0].removeprefix("word ")) >= 2
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, "() => document.querySelector('.stMain').scrollWidth <= 390")
    no_overflow(page)
