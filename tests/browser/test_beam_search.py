"""Beam search as a visitor meets it: it opens quietly, fits, answers to links, typed sentences and odd ones; axe."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from app import compute_translate
from tests.browser import one_context
from tests.browser.conftest import record
from tests.browser.test_axe import KNOWN
from tests.browser.visits import WAIT, no_overflow, open_tab, rested, wait_for_address

pytestmark = pytest.mark.browser
context = one_context.context
SLUG = "beam_search"
TABS = ("Predict, then see", "Explain", "Three ways", "Products and logs", "How wide?", "Try this", "Find the bug")
TABS += ("Referee", "Under the hood")
TASK = compute_translate.offered()[0]
TEXT = compute_translate.sentences(TASK)[0].text
WITHIN = 900  # pixels: picture, formula and numbers stand above


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    recorder = record(page)
    yield page
    page.close()
    recorder.assert_quiet()


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode({'task': TASK, 'text': TEXT} | query)}")
    expect(status(page)).to_contain_text("of", timeout=WAIT)
    return rested(page)


def status(page: Page):
    return page.locator(".beam .status")


@pytest.mark.parametrize("first", [("light", 1280), ("dark", 390)], ids=["light", "dark on a phone"])
def test_it_opens_quietly_and_fits(page: Page, app_url: str, first: tuple[str, int]):
    scheme, width = first
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, app_url)
    no_overflow(page)
    if width == 1280:
        box = page.locator(".beam .numbers > div").first.bounding_box()
        assert box["y"] + box["height"] < WITHIN
    for tab in TABS:
        open_tab(page, tab)
        no_overflow(page)
    assert page.get_by_test_id("stAlert").count() == page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours(page: Page, app_url: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    opened(page, app_url, tab="ways")
    page.wait_for_timeout(500)
    found = set()
    for tab in ("Three ways", "Products and logs", "Referee"):
        open_tab(page, tab)
        found |= {
            (violation["id"], node["html"][:300])
            for violation in Axe().run(page).response["violations"]
            for node in violation["nodes"]
        }
    assert not {(rule, html) for rule, html in found if rule not in KNOWN or KNOWN[rule][1] not in html}


def test_steps_alpha_and_pins_are_in_the_link(page: Page, app_url: str):
    opened(page, app_url, step=2)
    page.locator(".beam .stage").press("ArrowRight")
    wait_for_address(page, step="3")
    page.locator(".beam .stage").press("ArrowDown")
    wait_for_address(page, step="3", column="2", row="0")
    page.get_by_role("slider", name="α", exact=True).fill("0.25")
    wait_for_address(page, alpha="0.25")
    again = page.url
    page.goto(again)
    expect(status(page)).to_contain_text("step 3 of", timeout=WAIT)
    expect(page.locator(".beam .alpha")).to_have_text("0.25")
    expect(page.locator(".beam .caption").first).to_contain_text("of step 3")


def test_what_is_typed_is_searched_and_what_cannot_be_gets_a_sentence(page: Page, app_url: str):
    opened(page, app_url, step=200)
    before = page.locator(".beam .finished").text_content()
    field = page.get_by_role("textbox", name=re.compile("sentence of your own")).first
    for text, alert in (("🙂 나는 <b>x</b>", False), ("word " * 1000, True), ("Where is the station?", False)):
        field.fill(text)
        field.press("Enter")
        if alert:
            expect(page.get_by_test_id("stAlert").first).to_be_visible(timeout=WAIT)
        else:
            expect(page.get_by_test_id("stAlert")).to_have_count(0, timeout=WAIT)
            expect(page.locator(".beam .finished")).not_to_have_text(before, timeout=WAIT)
        rested(page)
        assert page.get_by_test_id("stException").count() == 0


def test_a_wide_search_comes_by_itself(page: Page, app_url: str):
    opened(page, app_url, width=50, step=3)
    expect(status(page)).to_contain_text("50 kept of", timeout=2 * WAIT)
    page.get_by_role("button", name="To the end").click()
    wait_for_address(page, width="50")


def test_experiments_set_the_controls(page: Page, app_url: str):
    opened(page, app_url, tab="try")
    page.locator(".st-key-beam_search-try-2").get_by_role("button").click()
    wait_for_address(page, width="10", alpha="0", step="200")
    expect(page.locator(".beam .finished li")).to_have_count(10, timeout=WAIT)
    page.locator(".st-key-beam_search-try-3").get_by_role("button").click()
    wait_for_address(page, products="1", width="8")
    expect(page.locator(".beam .numbers")).to_contain_text("e−", timeout=WAIT)
