"""Gradients as a visitor meets them: above the fold, experiments, own texts, a training that diverges, the link; axe."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_visits import faults
from tests.browser.visits import link, open_folded, open_tab, wait_for_address
from tests.browser.waiting import after, box_of, quiet, text_of

SLUG = "gradients"
FOLD = 800  # pixels of a small screen


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(status(quiet(page))).not_to_be_empty()
    return quiet(page)


def status(page: Page) -> Locator:
    return page.locator(".gradients .status")


def numbers(page: Page) -> Locator:
    return page.locator(".gradients .numbers")


def typed(page: Page, text: str) -> None:
    """A text is typed and taken."""
    field = page.get_by_role("textbox", name="Your own text")
    field.fill(text)
    after(page, lambda: field.press("Enter"))


def test_it_stands_above_the_fold_and_axe_finds_nothing_in_its_tabs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for part in (page.locator(".gradients .lines > *").last, numbers(page)):
        box = box_of(part)
        assert box["y"] + box["height"] < FOLD
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for tab in ("Predict, then see", "The radius", "Unit by unit", "Clipping", "Diverge and be saved", "Find the bug"):
        open_tab(page, tab)
        assert not faults(page), f"in {tab}"
    open_folded(page, "Referee")
    assert not faults(page), "in the referee"


def test_the_experiments_hold_in_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    expect(status(page)).to_contain_text("loss of letter 54 of 63")
    for said in ("1.5·10⁻¹⁰", "2.6·10⁻⁴", "0.14 = 0.33", "rounded away from 30 letters back on", "LSTM 0.92"):
        expect(numbers(page)).to_contain_text(said)
    after(page, page.locator(".chip-start[data-try='2']").click)
    for said in ("2.5·10⁻¹⁴", "1.0·10⁻⁹", "6.4·10⁻⁶"):
        expect(numbers(page)).to_contain_text(said)
    after(page, page.locator(".chip-start[data-try='3']").click)
    expect(numbers(page)).to_contain_text("1.1·10⁵ = 0.55 · 1.3")
    expect(page.locator(".gradients .radius-said")).to_have_text("3.0")


def test_own_texts_radius_and_pin_are_in_the_link(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    typed(page, "the king [of the old songs] is good.")
    wait_for_address(page, pin="29", look="8")
    page.locator(".gradients .stage").press("ArrowLeft")
    slider = page.locator(".gradients .radius")
    after(page, lambda: slider.press("ArrowRight"))
    wait_for_address(page, pin="28", radius="5")
    after(page, page.get_by_role("radio", name="by letter x").click)
    said = text_of(numbers(page))
    page.goto(link(page))
    expect(status(quiet(page))).to_contain_text("loss of letter 28 of 36")
    expect(numbers(page)).to_have_text(said)


def test_odd_texts_are_text_and_nothing_else(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for text in ("<b>bold</b> <script>alert(1)</script>", "👩‍👩‍👧 나는 학생 שלום", "x" * 300, "z"):
        typed(page, text)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.locator(".gradients b b, .gradients script")).to_have_count(0)
        expect(status(quiet(page))).not_to_be_empty()
    typed(page, "   ")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(status(quiet(page))).to_contain_text("z")


def test_a_training_diverges_and_is_saved(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="diverge")
    page.get_by_role("button", name="Train both").click()
    said = page.get_by_text("Not clipped, the loss is above log 36 from step 2")
    expect(said).to_be_visible(timeout=60_000)
    expect(said).to_contain_text("Clipped, it learned: a loss of 0.4")
    assert not faults(quiet(page))


def test_a_question_is_answered(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="predict")
    first = page.get_by_role("button", name="one thousandth").or_(page.get_by_role("radio", name="one thousandth")).last
    after(page, first.click)
    expect(page.get_by_test_id("stAlert")).to_contain_text("thousandth")
