"""Language models as a visitor meets them: above the fold, by link, typed and odd sentences, a word pressed, free; axe."""

import re
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_visits import faults
from tests.browser.visits import link, open_folded, open_tab, pick, wait_for_address
from tests.browser.waiting import after, box_of, quiet, text_of

SLUG = "language_model"
FOLD = 800  # pixels of a small screen


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(status(quiet(page))).to_contain_text("word")
    return quiet(page)


def status(page: Page) -> Locator:
    return page.locator(".race .status")


def stage(page: Page) -> Locator:
    return page.locator(".race .stage")


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=f"Sentence {name}")


def test_it_stands_above_the_fold_and_axe_finds_nothing_in_its_tabs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    box = box_of(page.locator(".race .lines > *").last)
    assert box["y"] + box["height"] < FOLD
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for tab in ("Words or letters?", "Free running", "Vocabulary", "Sixty pairs"):
        open_tab(page, tab)
        assert not faults(page), f"in {tab}"
    open_folded(page, "Referee")
    assert not faults(page), "in the referee"


def test_steps_and_the_vocabulary_are_in_the_link(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, a="Tom saw a wombat.", b="Tom saw a dog.", step=3)
    stage(page).press("ArrowRight")
    wait_for_address(page, step="4")
    page.get_by_role("slider", name="vocabulary").fill("3")
    wait_for_address(page, step="4", size="100")
    said = text_of(page.locator(".race .panel"))
    page.goto(link(page))
    expect(status(page)).to_contain_text("word 4 of 6")
    expect(page.locator(".race .panel")).to_have_text(said)


def test_what_is_typed_is_read_and_what_cannot_be_gets_a_sentence(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, step=64)
    alerts = page.get_by_test_id("stAlert")
    for text, alert in (
        ("🙂 나는 <b>x</b> $k$", False),
        ("x" * 400, True),
        ("word " * 1000, True),
        ("Where is it?", False),
    ):
        before = text_of(page.locator(".race .panel"))
        field(page, "A").fill(text)
        after(page, lambda: field(page, "A").press("Enter"))
        if alert:
            expect(alerts.first).to_be_visible()
        else:
            expect(alerts).to_have_count(0)
            expect(page.locator(".race .panel")).not_to_have_text(before)
        expect(stage(page)).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_word_that_is_pressed_goes_into_sentence_b(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    word = stage(page).locator("[data-hit^='ghost a 2']").first
    after(page, word.click)
    expect(field(page, "B")).to_have_value(re.compile(r"^i don't (?!no |know )[\w']+ the answer\.$"))
    expect(status(page)).to_contain_text("word 3 of 7")


def test_free_running_leaves_the_sentence(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="free")
    after(page, page.get_by_test_id("stMain").get_by_text("Free running", exact=True).last.click)
    wait_for_address(page, free="1")
    expect(field(page, "B")).to_have_count(0)
    expect(page.locator(".race")).to_contain_text("free")
    after(page, lambda: pick(page, "piece / peace"))
    expect(field(page, "B")).to_have_value("It was a peace of cake.")


def test_experiments_set_the_picture_up(stranger: BrowserContext, app_url: str):
    page = stranger.new_page()
    page.goto(f"{app_url}/{SLUG}")
    expect(status(quiet(page))).to_contain_text("word 3 of 7")
    before = box_of(page.locator(".race .beneath"))["y"]
    expect(page.locator(".race .notes")).to_contain_text("Here they part")
    stage(page).press("Escape")
    expect(page.locator(".race .notes")).to_be_hidden()
    assert abs(box_of(page.locator(".race .beneath"))["y"] - before) < 3, "nothing jumps when the notes go"
    page.get_by_role("button", name="look far back").click()
    wait_for_address(page, step="6")
    expect(status(page)).to_have_text(re.compile(r"word 6 of 10 · read “\W?is\W?” / “\W?are\W?”"))
    pick(page, "letters")
    expect(page.locator(".race .panel")).to_contain_text("B")
    expect(page.get_by_role("button", name="look far back")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="know ten symbols").click()
    wait_for_address(page, size="10")
    expect(page.locator(".race .panel")).to_contain_text("UNK")
