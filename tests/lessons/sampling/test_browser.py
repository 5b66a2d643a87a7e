"""Sampling as a visitor meets it: above the fold, by link, the temperature, the needle, other networks, odd text; axe."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_visits import faults
from tests.browser.visits import link, open_folded, open_tab, wait_for_address
from tests.browser.waiting import after, box_of, quiet, text_of

SLUG = "sampling"
FOLD = 800  # pixels of a small screen


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(status(quiet(page))).to_contain_text("of at most")
    return quiet(page)


def status(page: Page) -> Locator:
    return page.locator(".draws .status")


def stage(page: Page) -> Locator:
    return page.locator(".draws .stage")


def setting(page: Page, name: str) -> Locator:
    return page.locator(f".draws [data-setting={name}]")


def samples(page: Page) -> Locator:
    return page.locator(".draws .done-list li")


def beginning(page: Page) -> Locator:
    return page.get_by_role("textbox", name="The beginning")


def test_it_stands_above_the_fold_and_axe_finds_nothing_in_its_tabs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    box = box_of(page.locator(".draws .lines > *").last)
    assert box["y"] + box["height"] < FOLD
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for tab in ("One needle", "What could have been", "By counting", "New or copied"):
        open_tab(page, tab)
        assert not faults(page), f"in {tab}"
    open_folded(page, "Referee")
    assert not faults(page), "in the referee"


def test_the_first_experiment_holds_in_the_picture(quiet_page: Page, app_url: str):
    """One needle under three temperatures, before the server has been asked for anything."""
    page = opened(quiet_page, app_url)
    expect(status(page)).to_contain_text("lawyer")
    for temperature, hit in (("0.3", "teacher"), ("1", "millionaire"), ("2", "textbook")):
        setting(page, "temperature").fill(temperature)
        expect(status(page)).to_contain_text(hit)
    wait_for_address(page, temperature="2", kept="to be a")
    expect(status(quiet(page))).to_contain_text("textbook")


def test_a_text_with_all_that_was_set_is_in_the_link(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    setting(page, "temperature").fill("1.5")
    wait_for_address(page, temperature="1.5", kept="to be a")
    after(page, page.get_by_role("button", name="Draw again").click)
    wait_for_address(page, seed="101")
    said, others = text_of(status(quiet(page))), text_of(samples(page).nth(3))
    page.goto(link(page))
    expect(status(page)).to_have_text(said)
    expect(samples(page).nth(3)).to_have_text(others)


def test_a_needle_put_by_hand_writes_the_word_and_the_text_goes_on_from_it(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    needle = page.get_by_role("slider", name="The needle, u")
    for _ in range(12):
        needle.press("ArrowLeft")
    expect(status(page)).to_contain_text("teacher")
    quiet(page)
    after(page, lambda: stage(page).press("ArrowRight"))
    wait_for_address(page, kept="to be a teacher", step="4")
    expect(page.locator(".draws .past-list")).to_contain_text("teacher")


def test_what_is_typed_is_gone_on_from_and_what_cannot_be_gets_a_sentence(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, source="names", beginning="M")
    alerts = page.get_by_test_id("stAlert")
    for text, alert in (("Zoë", True), ("zo", False), ("🙂", True), ("", False), ("x" * 400, True), ("anne", False)):
        beginning(page).fill(text)
        after(page, lambda: beginning(page).press("Enter"))
        if alert:
            expect(alerts.first).to_be_visible()
        else:
            expect(alerts).to_have_count(0)
            expect(samples(page).nth(1)).to_contain_text(text.capitalize())
        expect(stage(page)).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_sample_that_is_pressed_is_replayed(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    third = samples(page).nth(3).get_by_role("button")
    expect(third).to_contain_text("to live in boston.")
    third.click()
    wait_for_address(page, seed="99", step="4")
    expect(page.locator(".draws .past-list")).to_contain_text("boston")


def test_every_network_writes(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for name, first in (
        ("Shakespeare", "Thou art"),
        ("Dinosaurs", "T"),
        ("Names", "M"),
        ("Everyday sentences", "my brother"),
    ):
        page.get_by_role("combobox", name="Who writes").click()
        after(page, page.get_by_role("option", name=name, exact=True).click)
        expect(samples(page).nth(1)).to_contain_text(first)
        expect(status(page)).to_contain_text("1 of at most")
