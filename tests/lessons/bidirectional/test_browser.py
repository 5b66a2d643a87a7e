"""Reading both ways as a visitor meets it: above the fold, experiments, own texts, the trainings, the link; axe."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_visits import faults
from tests.browser.visits import link, open_folded, open_tab, wait_for_address
from tests.browser.waiting import after, box_of, quiet, text_of

SLUG = "bidirectional"
FOLD = 800  # pixels of a small screen


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(status(quiet(page))).not_to_be_empty()
    return quiet(page)


def status(page: Page) -> Locator:
    return page.locator(".both-ways .status")


def numbers(page: Page) -> Locator:
    return page.locator(".both-ways .numbers")


def typed(page: Page, text: str) -> None:
    """A text is typed and taken."""
    field = page.get_by_role("textbox", name="Your own text")
    field.fill(text)
    after(page, lambda: field.press("Enter"))


def test_it_stands_above_the_fold_and_axe_finds_nothing_in_its_tabs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for part in (page.locator(".both-ways .lines > *").last, numbers(page)):
        box = box_of(part)
        assert box["y"] + box["height"] < FOLD
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for tab in ("Predict, then see", "Which side decided?", "As it is read", "Left only", "Find the bug"):
        open_tab(page, tab)
        assert not faults(page), f"in {tab}"
    open_folded(page, "Referee")
    assert not faults(page), "in the referee"


def test_the_experiments_hold_in_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    expect(numbers(page)).to_contain_text("both sides: O 0.9")
    expect(page.locator(".both-ways [data-hit='tag 0']")).to_have_count(1)
    after(page, page.locator(".chip-start[data-try='2']").click)
    expect(page.get_by_role("button", name="zero a←")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".both-ways .stage [data-hit='tag 0'] + text")).to_have_text("B-PER")
    after(page, page.locator(".chip-start[data-try='3']").click)
    expect(status(page)).to_have_text("step 7 of 12: 2 tagged")
    expect(page.get_by_role("button", name="both", exact=True)).to_have_attribute("aria-pressed", "true")


def test_own_texts_are_in_the_link_and_the_two_can_be_exchanged(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    typed(page, "Jordan lies in Asia and is hot")
    wait_for_address(page, text="Jordan lies in Asia and is hot")
    beside = page.get_by_role("textbox", name="Beside it")
    beside.fill("Jordan Peele makes films")
    after(page, lambda: beside.press("Enter"))
    expect(page.locator(".both-ways .panel")).to_contain_text("… Peele makes films")
    page.locator(".both-ways .stage").press("ArrowLeft")
    page.locator(".both-ways .stage").press("ArrowDown")
    wait_for_address(page, step="6", word="1")
    said = text_of(numbers(page))
    page.goto(link(page))
    expect(status(quiet(page))).to_contain_text("step 6 of 7")
    expect(numbers(page)).to_have_text(said)
    after(page, page.get_by_role("button", name="swap").click)
    wait_for_address(page, text="Jordan Peele makes films", other="Jordan lies in Asia and is hot")
    expect(status(page)).to_contain_text("of 4")


def test_odd_texts_are_text_and_nothing_else(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for text in ("<b>bold</b> <script>alert(1)</script>", "👩‍👩‍👧 나는 학생 שלום", "x" * 300, "z", "Oslo " * 70):
        typed(page, text)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.locator(".both-ways b b, .both-ways script")).to_have_count(0)
        expect(status(quiet(page))).not_to_be_empty()
    typed(page, "   ")
    expect(page.get_by_test_id("stAlert").filter(has_text="text").first).to_be_visible()
    expect(status(quiet(page))).to_contain_text("of 40")


def test_a_network_that_reads_the_answer_is_trained_and_caught(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="bug", bug="language_model")
    page.get_by_role("button", name="Train both").click()
    expect(page.get_by_role("cell", name="0 %")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("The loss of both ways goes to nothing")).to_be_visible()
    assert not faults(quiet(page))


def test_a_question_is_answered(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="predict")
    name = "the first and the last"
    first = page.get_by_role("button", name=name).or_(page.get_by_role("radio", name=name)).last
    after(page, first.click)
    expect(page.get_by_test_id("stAlert")).to_contain_text("nine steps")
