"""Deep networks as a visitor meets them: above the fold, experiments, own texts, charts, measurements, the link; axe."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_visits import faults
from tests.browser.visits import link, open_folded, open_tab, wait_for_address
from tests.browser.waiting import after, box_of, quiet, text_of

SLUG = "deep"
FOLD = 800  # pixels of a small screen


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(status(quiet(page))).not_to_be_empty()
    return quiet(page)


def status(page: Page) -> Locator:
    return page.locator(".storeys .status")


def numbers(page: Page) -> Locator:
    return page.locator(".storeys .numbers")


def typed(page: Page, text: str) -> None:
    """A text is typed and taken."""
    field = page.get_by_role("textbox", name="Your own text")
    field.fill(text)
    after(page, lambda: field.press("Enter"))


def test_it_stands_above_the_fold_and_axe_finds_nothing_in_its_tabs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for part in (page.locator(".storeys .lines > *").last, numbers(page)):
        box = box_of(part)
        assert box["y"] + box["height"] < FOLD
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for tab in ("Predict, then see", "What each layer knows", "What units react to", "Worth and cost", "Find the bug"):
        open_tab(page, tab)
        assert not faults(page), f"in {tab}"
    open_folded(page, "Referee")
    assert not faults(page), "in the referee"


def test_own_texts_are_in_the_link(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    typed(page, "the birds are good")
    wait_for_address(page, text="the birds are good")
    page.locator(".storeys .stage").press("ArrowLeft")
    page.locator(".storeys .stage").press("ArrowDown")
    page.locator(".storeys select").select_option("before")
    wait_for_address(page, step="17", asked="before", unit="5")
    said = text_of(numbers(page))
    page.goto(link(page))
    expect(status(quiet(page))).to_contain_text("letter 17 of 18")
    expect(numbers(page)).to_have_text(said)


def test_a_depth_in_the_chart_opens_that_network(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    point = page.locator(".storeys [data-hit='point bits rnn 2']")
    point.click()
    wait_for_address(page, cell="rnn", layers="2")
    expect(page.locator(".storeys .numbers > div")).to_have_count(2)


def test_odd_texts_are_text_and_nothing_else(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for text in ("<b>bold</b> <script>alert(1)</script>", "👩‍👩‍👧 나는 학생 שלום", "x" * 300, "z"):
        typed(page, text)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.locator(".storeys b b, .storeys script")).to_have_count(0)
        expect(status(quiet(page))).not_to_be_empty()
    typed(page, "   ")
    expect(page.get_by_test_id("stAlert").filter(has_text="text").first).to_be_visible()
    expect(status(quiet(page))).to_contain_text("of 1")


def test_both_ways_is_another_task_and_steps_are_timed(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, both=1, layers=2)
    expect(page.locator(".storeys .stage")).to_contain_text("pencil")
    expect(page.locator(".storeys select")).to_be_hidden()
    assert not faults(page)
    open_tab(page, "Worth and cost")
    page.get_by_role("button", name="Measure it here").click()
    expect(page.get_by_text("The hollow points in the picture")).to_be_visible(timeout=90_000)
    assert not faults(quiet(page))


def test_a_question_is_answered(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="predict")
    name = "by its own state, and by what layer 1 holds now"
    first = page.get_by_role("button", name=name).or_(page.get_by_role("radio", name=name)).last
    after(page, first.click)
    expect(page.get_by_test_id("stAlert")).to_contain_text("Along its own row")
