"""Beam search as a visitor meets it: it stands above the fold, answers to links, typed sentences and odd ones; axe."""

import re
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Locator, Page, expect

from app.lessons.translate import compute as shared
from tests.browser.test_visits import faults
from tests.browser.visits import link, open_folded, open_tab, wait_for_address
from tests.browser.waiting import WAIT, after, box_of, quiet, text_of

SLUG = "beam_search"
TASK = shared.offered()[0]
TEXT = shared.sentences(TASK)[0].text
FOLD = 800  # pixels of a small screen
WITHIN = 900  # pixels: picture, formula and numbers stand above


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode({'task': TASK, 'text': TEXT} | query)}")
    expect(status(quiet(page))).to_contain_text("of")
    return quiet(page)


def status(page: Page) -> Locator:
    return page.locator(".beam .status")


def test_it_stands_above_the_fold_and_axe_finds_nothing_in_its_tabs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="hood")
    box = box_of(page.locator(".beam .numbers > div").first)
    assert box["y"] + box["height"] < WITHIN
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for tab in ("Three ways", "Products and logs"):
        open_tab(page, tab)
        assert not faults(page), f"in {tab}"
    open_folded(page, "Referee")
    assert not faults(page), "in the referee"


def test_steps_alpha_and_pins_are_in_the_link(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, step=2)
    page.locator(".beam .stage").press("ArrowRight")
    wait_for_address(page, step="3")
    page.locator(".beam .stage").press("ArrowDown")
    wait_for_address(page, step="3", column="2", row="0")
    page.get_by_role("slider", name="α", exact=True).fill("0.25")
    wait_for_address(page, alpha="0.25")
    page.goto(link(page))
    expect(status(page)).to_contain_text("step 3 of")
    expect(page.locator(".beam .alpha")).to_have_text("0.25")
    expect(page.locator(".beam .caption").first).to_contain_text("of step 3")


def test_what_is_typed_is_searched_and_what_cannot_be_gets_a_sentence(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, step=200)
    field = page.get_by_role("textbox", name=re.compile("sentence of your own")).first
    finished, alerts = page.locator(".beam .finished"), page.get_by_test_id("stAlert")
    for text, alert in (("🙂 나는 <b>x</b>", False), ("word " * 1000, True), ("Where is the station?", False)):
        before = text_of(finished)
        field.fill(text)
        after(page, lambda: field.press("Enter"))
        if alert:
            expect(alerts.first).to_be_visible()
        else:
            expect(alerts).to_have_count(0)
            expect(finished).not_to_have_text(before)
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_wide_search_comes_by_itself(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, width=50, step=3)
    expect(status(page)).to_contain_text("50 kept of", timeout=2 * WAIT)
    after(page, page.get_by_role("button", name="To the end").click)
    wait_for_address(page, width="50")


def test_experiments_set_the_controls(stranger: BrowserContext, app_url: str):
    page = stranger.new_page()
    page.goto(f"{app_url}/{SLUG}")
    expect(status(quiet(page))).to_contain_text("step 4 of 12")
    box = box_of(page.locator(".beam .lines .line").last)
    assert box["y"] + box["height"] < FOLD
    before = box_of(page.locator(".beam .beneath"))["y"]
    expect(page.locator(".beam .notes")).to_contain_text("3 of 12,000 are kept")
    page.locator(".beam .stage").press("Escape")
    expect(page.locator(".beam .notes")).to_be_hidden()
    assert abs(box_of(page.locator(".beam .beneath"))["y"] - before) < 3, "nothing jumps when the notes go"
    expect(page.locator(".beam .greedy")).to_contain_text("−14.07")
    expect(page.locator(".beam .finished li").first).to_contain_text("−7.15")
    page.get_by_role("button", name="drag α").click()
    wait_for_address(page, width="10", alpha="0", step="200")
    expect(page.locator(".beam .finished li")).to_have_count(10)
    page.get_by_role("button", name="run to zero").click()
    wait_for_address(page, products="1", width="8")
    expect(page.locator(".beam .numbers")).to_contain_text("e−")
